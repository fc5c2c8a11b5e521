package io.tollbridge.starter.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says who may call a handler, where that differs from the rule of its path. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface AllowedFor {

    Caller.Kind[] kinds();

    /** The scope needed; empty for none. */
    String scope() default "";
}
