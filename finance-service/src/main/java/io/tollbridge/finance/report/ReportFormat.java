package io.tollbridge.finance.report;

import io.tollbridge.starter.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** JSON or CSV: as {@code format} says, else as {@code Accept} says, else JSON. */
enum ReportFormat {
    JSON,
    CSV;

    private static final MediaType TEXT_CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    static ReportFormat of(@Nullable String format, @Nullable String accept) {
        if (format == null) {
            return accept != null && accept.contains("text/csv") ? CSV : JSON;
        }
        return switch (format) {
            case "json" -> JSON;
            case "csv" -> CSV;
            default ->
                    throw ProblemException.badRequest(
                            "invalid_format",
                            "format",
                            "format: " + format + " (expected: json, csv)");
        };
    }

    /** A table to be saved under a name. */
    static ResponseEntity<Object> file(String name, Csv table) {
        return ResponseEntity.ok()
                .contentType(TEXT_CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + name + ".csv\"")
                .body(table.toString());
    }

    static ResponseEntity<Object> json(Object view) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(view);
    }
}
