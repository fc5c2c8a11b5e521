package io.tollbridge.checkout.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files that the page loads: each under an address made from its content, with its hash.
 * Scripts must stand in the inventory with the hash they have; otherwise the service does not
 * start.
 */
@Component
final class Assets {

    static final String PATH = "/pay/assets/";
    private static final Map<String, String> TYPES =
            Map.of(
                    "js", "text/javascript;charset=utf-8",
                    "css", "text/css;charset=utf-8",
                    "svg", "image/svg+xml");
    private static final List<String> FILES =
            List.of("pay.js", "pay.css", "card-frame.js", "card-frame.css", "favicon.svg");

    private final Map<String, Asset> byFile;
    private final Map<String, Asset> byName;

    Assets(JsonMapper json) {
        byFile =
                FILES.stream()
                        .map(Assets::load)
                        .collect(Collectors.toUnmodifiableMap(Asset::file, Function.identity()));
        byName =
                byFile.values().stream()
                        .collect(Collectors.toUnmodifiableMap(Asset::name, Function.identity()));
        checkInventory(inventory(json));
    }

    /**
     * One file.
     *
     * @param name its name in addresses, which changes with its content
     * @param integrity its hash, as in the {@code integrity} attribute
     */
    record Asset(String file, String name, String type, String integrity, byte[] content) {

        String url() {
            return PATH + name;
        }
    }

    /** A line of the script inventory: what may run, on which page, whose it is, and what for. */
    record Script(String file, String page, String integrity, String owner, String reason) {}

    Asset file(String file) {
        Asset asset = byFile.get(file);
        if (asset == null) {
            throw new IllegalStateException("asset: " + file + " (expected: " + FILES + ")");
        }
        return asset;
    }

    Optional<Asset> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    static List<Script> inventory(JsonMapper json) {
        try (var in = new ClassPathResource("script-inventory.json").getInputStream()) {
            return List.of(json.readValue(in, Script[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void checkInventory(List<Script> inventory) {
        for (Asset asset : byFile.values()) {
            if (asset.file().endsWith(".js") && !isListed(asset, inventory)) {
                throw new IllegalStateException(
                        asset.file()
                                + ": "
                                + asset.integrity()
                                + " (expected: the hash in script-inventory.json; review the"
                                + " change, then enter it there)");
            }
        }
    }

    private static boolean isListed(Asset asset, List<Script> inventory) {
        return inventory.stream()
                .anyMatch(line ->
                        line.file().equals(asset.file())
                                && line.integrity().equals(asset.integrity()));
    }

    private static Asset load(String file) {
        try (var in = new ClassPathResource("assets/" + file).getInputStream()) {
            byte[] content = in.readAllBytes();
            byte[] hash = MessageDigest.getInstance("SHA-384").digest(content);
            int dot = file.lastIndexOf('.');
            String type = typeOf(file.substring(dot + 1));
            return new Asset(
                    file,
                    file.substring(0, dot)
                            + "."
                            + HexFormat.of().formatHex(hash, 0, 6)
                            + file.substring(dot),
                    type,
                    "sha384-" + Base64.getEncoder().encodeToString(hash),
                    content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String typeOf(String extension) {
        @Nullable String type = TYPES.get(extension);
        if (type == null) {
            throw new IllegalStateException("asset: ." + extension + " (expected: js, css, svg)");
        }
        return type;
    }
}
