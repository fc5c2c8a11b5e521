package io.tollbridge.coreengine;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Decides and moves payments. */
@SpringBootApplication
public class CoreEngineApplication {

    public static void main(String[] args) {
        SpringApplication.run(CoreEngineApplication.class, args);
    }
}
