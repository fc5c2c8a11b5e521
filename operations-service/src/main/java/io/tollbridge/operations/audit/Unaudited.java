package io.tollbridge.operations.audit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A read under {@code /ops/v1} that leaves no entry. Has no effect on what changes something. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Unaudited {

    /** Why nobody will ever ask who looked at it. */
    String value();
}
