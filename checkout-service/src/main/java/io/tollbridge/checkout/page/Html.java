package io.tollbridge.checkout.page;

/** Text that is markup already; anything else is escaped when it enters a template. */
record Html(String markup) {

    static final Html NOTHING = new Html("");

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @Override
    public String toString() {
        return markup;
    }
}
