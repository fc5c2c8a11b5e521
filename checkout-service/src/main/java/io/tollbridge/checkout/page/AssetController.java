package io.tollbridge.checkout.page;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Serves the files of the page, and no others. */
@RestController
class AssetController {

    private final Assets assets;

    AssetController(Assets assets) {
        this.assets = assets;
    }

    @GetMapping(Assets.PATH + "{name}")
    ResponseEntity<byte[]> asset(@PathVariable String name) {
        return assets.named(name)
                .map(AssetController::served)
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    private static ResponseEntity<byte[]> served(Assets.Asset asset) {
        return ResponseEntity.ok()
                .header("Content-Type", asset.type())
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                // The card frame has an origin of its own and must load these across it.
                .header("Access-Control-Allow-Origin", "*")
                .body(asset.content());
    }
}
