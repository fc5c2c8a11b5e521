package io.tollbridge.channel.bank;

import io.tollbridge.channel.channel.Reports;
import io.tollbridge.channel.statement.Download;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The bank's statements, {@code <url>/statements/yyyy-MM-dd}. */
@Component
class BankReports implements Reports {

    private final BankConfig config;
    private final BankGuard guard;
    private final Download download;

    BankReports(BankConfig config, BankGuard guard) {
        this.config = config;
        this.guard = guard;
        this.download = new Download(config.timeout());
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public Optional<byte[]> fetch(LocalDate day) throws IOException {
        URI statement = URI.create(config.url() + "/statements/" + day);
        return guard.ask(() -> download.fetch(statement));
    }

    @Override
    public Report read(LocalDate day, String fileHash, byte[] file) {
        return new Camt053(config.name(), day, fileHash).read(file);
    }
}
