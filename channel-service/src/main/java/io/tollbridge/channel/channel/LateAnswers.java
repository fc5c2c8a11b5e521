package io.tollbridge.channel.channel;

import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.contracts.channels.ChannelAnswer.Verdict;
import io.tollbridge.contracts.channels.LateAnswer;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.OutgoingEvent;
import io.tollbridge.starter.logging.LogContext;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells what a channel said after its caller had stopped waiting. Losing one costs only time. */
public interface LateAnswers {

    /** The operation itself was answered; what no channel said is not told. */
    void ofOperation(String channel, AttemptId reference, ChannelAnswer answer);

    /** Its reversal was answered; only one that worked says something about the operation. */
    void ofReversal(String channel, AttemptId reference, ChannelAnswer answer);

    /** Publishes to {@code channel-outcomes}. */
    @Component
    class Published implements LateAnswers {

        private static final Logger LOG = LoggerFactory.getLogger(LateAnswers.class);
        private final EventPublisher events;
        private final InstantSource clock;

        Published(EventPublisher events, InstantSource clock) {
            this.events = events;
            this.clock = clock;
        }

        @Override
        public void ofOperation(String channel, AttemptId reference, ChannelAnswer answer) {
            if (answer.verdict() != Verdict.UNCLEAR && answer.verdict() != Verdict.NOT_SENT) {
                publish(new LateAnswer(channel, reference, answer), 1);
            }
        }

        @Override
        public void ofReversal(String channel, AttemptId reference, ChannelAnswer answer) {
            if (answer.verdict() == Verdict.REVERSED) {
                publish(new LateAnswer(channel, reference, answer), 2);
            }
        }

        private void publish(LateAnswer late, long sequence) {
            try (var _ = LogContext.of(late.reference())) {
                publishOrLog(late, sequence);
            }
        }

        private void publishOrLog(LateAnswer late, long sequence) {
            String reference = late.reference().value();
            try {
                events.publish(
                        List.of(
                                new OutgoingEvent(
                                        late,
                                        reference,
                                        reference + ":" + sequence,
                                        sequence,
                                        clock.instant())));
                LOG.atInfo()
                        .addKeyValue("channel.verdict", late.answer().verdict())
                        .log("channel.late_answer");
            } catch (RuntimeException e) {
                LOG.atWarn().setCause(e).log("channel.late_answer_not_published");
            }
        }
    }
}
