package io.tollbridge.checkout.page;

import org.springframework.stereotype.Component;

/** What renders: the pages around the card, and the card's own frame. */
@Component
record Rendering(Pages pages, CardFrame frame) {}
