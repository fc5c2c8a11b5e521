package io.tollbridge.sandbox.client;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.tollbridge.sandbox.servers.Chromium;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A shopper with a real browser: the machine's Chromium, driven headless. */
public final class Shopper implements AutoCloseable {

    private final Playwright playwright;
    private final Page page;

    private Shopper(Path chromium) {
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(chromium)
                                        .setArgs(Chromium.ARGUMENTS));
        page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1280, 1000));
        page.setDefaultTimeout(30_000);
    }

    /** A shopper, if this machine has a browser. */
    public static Optional<Shopper> find() {
        return Chromium.find().map(Shopper::new);
    }

    public Page page() {
        return page;
    }

    /** Opens a checkout page, fills in a card and pays. */
    public void pay(String url, String cardNumber) {
        page.navigate(url);
        fill(cardNumber);
        page.locator("#pay").click();
    }

    /** Types a card into the frame that seals it. */
    public void fill(String cardNumber) {
        FrameLocator card = page.frameLocator("#card-frame");
        card.locator("#number").fill(cardNumber);
        card.locator("#expiry").fill("12 / 31");
        card.locator("#cvc").fill("123");
        card.locator("#name").fill("Ada Lovelace");
    }

    /** The page's headline, once it is this. */
    public void seesHeadline(String text) {
        page.locator("h1:has-text(\"" + text + "\")").waitFor();
    }

    @Override
    public void close() {
        playwright.close();
    }
}
