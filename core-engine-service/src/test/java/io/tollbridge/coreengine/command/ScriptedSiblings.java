package io.tollbridge.coreengine.command;

import io.tollbridge.contracts.channels.AuthoriseOrder;
import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.contracts.channels.ChannelAnswer.Verdict;
import io.tollbridge.contracts.channels.ChannelApi;
import io.tollbridge.contracts.channels.ChannelStatus;
import io.tollbridge.contracts.channels.FollowUpOrder;
import io.tollbridge.contracts.channels.OriginalOperation;
import io.tollbridge.contracts.risk.Assessment;
import io.tollbridge.contracts.risk.AssessmentRequest;
import io.tollbridge.contracts.risk.RiskApi;
import io.tollbridge.kernel.Money;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** channel-service and risk-service as scripts: they say yes unless told otherwise. */
@TestConfiguration
class ScriptedSiblings {

    static final class Channel implements ChannelApi {
        final Queue<Verdict> script = new ConcurrentLinkedQueue<>();
        final Queue<Object> heard = new ConcurrentLinkedQueue<>();

        /** What happens before an operation is answered: to wait, or to die. */
        volatile Runnable before = () -> {};

        @Override
        public List<ChannelStatus> list() {
            return List.of(
                    new ChannelStatus("acquirer", 1, List.of("card"), List.of(), "up"),
                    new ChannelStatus("spare", 2, List.of("card"), List.of(), "up"));
        }

        @Override
        public ChannelAnswer authorise(String channel, AuthoriseOrder order) {
            return answer(order, order.amount());
        }

        @Override
        public ChannelAnswer increment(String channel, FollowUpOrder order) {
            return answer(order, order.amount());
        }

        @Override
        public ChannelAnswer capture(String channel, FollowUpOrder order) {
            return answer(order, order.amount());
        }

        @Override
        public ChannelAnswer refund(String channel, FollowUpOrder order) {
            return answer(order, order.amount());
        }

        @Override
        public ChannelAnswer release(String channel, FollowUpOrder order) {
            heard.add(order);
            Verdict next = script.poll();
            return of(next == null ? Verdict.REVERSED : next, order.amount());
        }

        @Override
        public ChannelAnswer reverse(String channel, OriginalOperation original) {
            heard.add(original);
            Verdict next = script.poll();
            return of(next == null ? Verdict.REVERSED : next, original.amount());
        }

        @Override
        public ChannelAnswer query(String channel, OriginalOperation original) {
            return of(Verdict.NOT_FOUND, original.amount());
        }

        private ChannelAnswer answer(Object order, Money amount) {
            heard.add(order);
            before.run();
            Verdict next = script.poll();
            return of(next == null ? Verdict.APPROVED : next, amount);
        }

        static ChannelAnswer of(Verdict verdict, Money amount) {
            return verdict == Verdict.DECLINED
                    ? new ChannelAnswer(
                            verdict,
                            null,
                            "rrn",
                            null,
                            "51",
                            "insufficient_funds",
                            "try_again_later",
                            null)
                    : new ChannelAnswer(verdict, amount, "rrn", "A1", "00", null, null, null);
        }
    }

    @Bean
    @Primary
    Channel scriptedChannel() {
        return new Channel();
    }

    @Bean
    @Primary
    RiskApi scriptedRisk() {
        return new RiskApi() {
            @Override
            public Assessment assess(AssessmentRequest request) {
                var decision =
                        request.card().last4().equals("0019")
                                ? Assessment.Decision.BLOCK
                                : Assessment.Decision.ALLOW;
                return new Assessment(decision, 10, List.of("scripted"), false);
            }
        };
    }
}
