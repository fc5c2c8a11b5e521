package io.tollbridge.coreengine.command;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.tollbridge.contracts.payments.PaymentView;
import io.tollbridge.contracts.payments.RefundView;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the bytes of an answer are, for the API document: they are kept and replayed as bytes, so
 * the methods' types do not tell.
 */
final class ApiAnswers {

    private static final String JSON = "application/json";
    private static final String OPEN = "the outcome is not known yet: read it again later";

    private ApiAnswers() {}

    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @ApiResponse(
            responseCode = "201",
            description = "created",
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(implementation = PaymentView.class)))
    @ApiResponse(
            responseCode = "202",
            description = OPEN,
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(implementation = PaymentView.class)))
    @interface NewPayment {}

    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @ApiResponse(
            responseCode = "200",
            description = "done",
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(implementation = PaymentView.class)))
    @ApiResponse(
            responseCode = "202",
            description = OPEN,
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(implementation = PaymentView.class)))
    @interface ChangedPayment {}

    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @ApiResponse(
            responseCode = "201",
            description = "refunded",
            content =
                    @Content(mediaType = JSON, schema = @Schema(implementation = RefundView.class)))
    @ApiResponse(
            responseCode = "202",
            description = OPEN,
            content =
                    @Content(mediaType = JSON, schema = @Schema(implementation = RefundView.class)))
    @interface NewRefund {}
}
