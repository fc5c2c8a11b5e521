package io.tollbridge.accounting.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.accounting.seal.Merkle.Hash;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MerkleTest {

    /** The test vectors of Certificate Transparency, which RFC 6962 is about. */
    private static final List<Hash> LEAVES =
            Stream.of(
                            "",
                            "00",
                            "10",
                            "2021",
                            "3031",
                            "40414243",
                            "5051525354555657",
                            "606162636465666768696a6b6c6d6e6f")
                    .map(hex -> Merkle.leaf(HexFormat.of().parseHex(hex)))
                    .toList();

    @ParameterizedTest
    @CsvSource({
        "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void roots_are_those_of_the_published_vectors(int size, String root) {
        assertThat(Merkle.root(LEAVES.subList(0, size))).isEqualTo(Hash.of(root));
    }

    @Test
    void a_tree_that_grew_has_the_root_of_its_leaves() {
        var growing = new Merkle.Growing();
        for (int size = 0; size <= 70; size++) {
            assertThat(growing.size()).isEqualTo(size);
            assertThat(growing.root()).isEqualTo(Merkle.root(leaves(size)));
            growing.add(leaves(size + 1).getLast());
        }
    }

    @Test
    void any_other_set_or_order_of_leaves_has_another_root() {
        for (int size = 1; size <= 17; size++) {
            var leaves = leaves(size);
            var root = Merkle.root(leaves);
            for (int i = 0; i < size; i++) {
                var changed = new ArrayList<>(leaves);
                changed.set(i, Merkle.leaf(new byte[] {99}));
                assertThat(Merkle.root(changed)).isNotEqualTo(root);
                var dropped = new ArrayList<>(leaves);
                dropped.remove(i);
                assertThat(Merkle.root(dropped)).isNotEqualTo(root);
                var doubled = new ArrayList<>(leaves);
                doubled.add(i, leaves.get(i));
                assertThat(Merkle.root(doubled)).isNotEqualTo(root);
                if (i > 0) {
                    var swapped = new ArrayList<>(leaves);
                    swapped.set(i, leaves.get(i - 1));
                    swapped.set(i - 1, leaves.get(i));
                    assertThat(Merkle.root(swapped)).isNotEqualTo(root);
                }
            }
        }
    }

    private static List<Hash> leaves(int size) {
        return Stream.iterate(0, i -> i + 1)
                .limit(size)
                .map(i -> Merkle.leaf(new byte[] {(byte) (int) i}))
                .toList();
    }
}
