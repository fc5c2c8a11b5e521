package io.tollbridge.gateway.docs;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The page, its style and script, and the document behind it. */
@RestController
@RequestMapping("/docs")
class DocsController {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final ApiDocument document;

    DocsController(ApiDocument document) {
        this.document = document;
    }

    @GetMapping
    ResponseEntity<Resource> page() {
        return file("index.html", "text/html;charset=utf-8");
    }

    @GetMapping("/docs.css")
    ResponseEntity<Resource> style() {
        return file("docs.css", "text/css;charset=utf-8");
    }

    @GetMapping("/docs.js")
    ResponseEntity<Resource> script() {
        return file("docs.js", "text/javascript;charset=utf-8");
    }

    @GetMapping(path = "/openapi.json")
    Mono<ResponseEntity<byte[]>> openApi() {
        return document.read()
                .map(bytes ->
                        ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(bytes));
    }

    private static ResponseEntity<Resource> file(String name, String type) {
        return ResponseEntity.ok()
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .cacheControl(CacheControl.noCache())
                .contentType(MediaType.parseMediaType(type))
                .body(new ClassPathResource("docs/" + name));
    }
}
