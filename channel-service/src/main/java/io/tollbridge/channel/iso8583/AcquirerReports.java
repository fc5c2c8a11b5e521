package io.tollbridge.channel.iso8583;

import io.tollbridge.channel.channel.Reports;
import io.tollbridge.channel.statement.Download;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.Optional;

/** The acquirer's statements, {@code <base>/yyyy-MM-dd.csv}. */
final class AcquirerReports implements Reports {

    private final String channel;
    private final String base;
    private final Download download;

    AcquirerReports(String channel, URI base, Download download) {
        this.channel = channel;
        this.base = base.toString().endsWith("/") ? base.toString() : base + "/";
        this.download = download;
    }

    @Override
    public String name() {
        return channel;
    }

    @Override
    public Optional<byte[]> fetch(LocalDate day) throws IOException {
        return download.fetch(URI.create(base + day + ".csv"));
    }

    @Override
    public Report read(LocalDate day, String fileHash, byte[] file) {
        return AcquirerStatementFile.read(channel, day, fileHash, file);
    }
}
