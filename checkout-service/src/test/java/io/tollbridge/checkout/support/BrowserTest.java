package io.tollbridge.checkout.support;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The page in a real browser, with real sealing, and a vault that opens it. */
public abstract class BrowserTest extends CheckoutServiceTest {

    protected static final String GOOD = "4242424242424242";
    protected static final String NO_FUNDS = "4000000000009995";
    private static final Path SHOTS = Path.of("target/screenshots");

    private static Playwright playwright;
    private static Browser browser;

    protected BrowserContext context;
    protected Page page;
    protected final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void launch() {
        playwright = Browsers.playwright();
        browser = Browsers.launch(playwright);
    }

    @AfterAll
    static void quit() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @BeforeEach
    void newShopper() {
        visitWith(new Browser.NewContextOptions().setViewportSize(1280, 1000));
    }

    protected void visitWith(Browser.NewContextOptions options) {
        if (context != null) {
            context.close();
        }
        context = browser.newContext(options.setLocale("en-GB"));
        context.setDefaultTimeout(10_000);
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    /** No policy was broken, no script failed, nothing came from elsewhere. */
    @AfterEach
    void nothingComplained() {
        context.close();
        ENGINE.hold(new CountDownLatch(0));
        assertThat(complaints).isEmpty();
    }

    protected void visit(String session) {
        page.navigate(GATEWAY.url() + "/pay/" + session);
        assertThat(page.locator("#main")).hasClass(Pattern.compile("is-ready"));
    }

    protected FrameLocator frame() {
        return page.frameLocator("#card-frame");
    }

    protected Locator card(String field) {
        return frame().locator("#" + field);
    }

    protected void fill(String number, String expiry, String cvc) {
        card("number").fill(number);
        card("expiry").fill(expiry);
        card("cvc").fill(cvc);
        card("name").fill("Ada Lovelace");
    }

    protected void pay() {
        page.locator("#pay").click();
    }

    /** A picture to look at, with the window as high as the page. */
    protected void shot(String name) {
        var before = page.viewportSize();
        int height = (Integer) page.evaluate("document.documentElement.scrollHeight");
        page.setViewportSize(before.width, Math.max(before.height, height));
        page.waitForTimeout(400);
        page.screenshot(new Page.ScreenshotOptions().setPath(SHOTS.resolve(name + ".png")));
        page.setViewportSize(before.width, before.height);
    }

    protected void accessible() {
        var found = new AxeBuilder(page).analyze();
        assertThat(found.getViolations()).as("axe: %s", found.getViolations()).isEmpty();
    }
}
