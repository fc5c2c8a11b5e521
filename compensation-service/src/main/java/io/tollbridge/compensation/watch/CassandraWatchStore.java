package io.tollbridge.compensation.watch;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.compensation.cases.CaseSubject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What each instance watches: one row each, overwritten, gone after a day. */
@Component
class CassandraWatchStore {

    private static final String REALM = "all";

    private final CqlSession session;
    private final JsonMapper json;
    private final PreparedStatement write;
    private final PreparedStatement read;

    CassandraWatchStore(CqlSession session, JsonMapper json) {
        this.session = session;
        this.json = json;
        write = session.prepare("INSERT INTO watch (realm, owner, subjects) VALUES (?, ?, ?)");
        read = session.prepare("SELECT subjects FROM watch WHERE realm = ?");
    }

    void write(String owner, Collection<CaseSubject> subjects) {
        session.execute(write.bind(REALM, owner, json.writeValueAsString(subjects)));
    }

    /** What any instance watched within the last day. */
    List<CaseSubject> readAll() {
        var subjects = new ArrayList<CaseSubject>();
        for (Row row : session.execute(read.bind(REALM))) {
            String text = Objects.requireNonNull(row.getString("subjects"), "subjects");
            subjects.addAll(Arrays.asList(json.readValue(text, CaseSubject[].class)));
        }
        return subjects;
    }
}
