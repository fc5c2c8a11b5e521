package io.tollbridge.operations.story;

import io.tollbridge.operations.section.Section;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One payment's story.
 *
 * @param object always {@code payment_story}
 * @param complete nothing is missing
 * @param missing the sections that could not be asked; each says why
 * @param timeline all that was told, in order of business time
 * @param sections the same by who told it, with all it said, and what is live
 */
record StoryView(
        String object,
        String payment,
        boolean complete,
        List<String> missing,
        List<Moment> timeline,
        Map<String, Section> sections) {

    /** One line of the timeline. {@code id} is found again in its section. */
    record Moment(Instant at, String section, String type, String id) {}

    /** One thing told; {@code body} as it was published, of a payment event only the facts. */
    record Told(String id, String type, Instant at, long sequence, JsonNode body) {}
}
