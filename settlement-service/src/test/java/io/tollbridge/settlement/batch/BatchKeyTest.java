package io.tollbridge.settlement.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchKeyTest {

    private final BatchKey key =
            new BatchKey(
                    new MerchantId("mch_01h_x"),
                    Mode.TEST,
                    Currency.of("EUR"),
                    LocalDate.of(2026, 11, 22));

    @Test
    void the_public_id_says_the_same_as_the_key() {
        assertThat(key.id()).isEqualTo("sb_20261122EURt_01h_x");
        assertThat(BatchKey.parse(key.id())).contains(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sb_",
                "sb_20261122EURt_",
                "sb_20261322EURt_x",
                "sb_20261122XXXt_x",
                "sb_20261122EURz_x",
                "sb_20261122EURtxy",
                "sb_20261122EURt_x!"
            })
    void what_is_no_id_of_a_batch_names_none(String id) {
        assertThat(BatchKey.parse(id)).isEmpty();
    }
}
