package io.tollbridge.starter.http;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.identity.IdentitySigner;
import io.tollbridge.starter.identity.IdentityVerifier;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * Makes clients of sibling services from their contracts' interfaces. Each sibling has one circuit
 * breaker and one bulkhead in this process; every call carries this service's identity and what is
 * left of the deadline. Any failure is a {@link ServiceCallException}.
 */
public final class ServiceClients {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    private final RestClient.Builder restClients;
    private final Environment environment;
    private final IdentitySigner signer;
    private final String self;

    public ServiceClients(
            RestClient.Builder restClients,
            Environment environment,
            IdentitySigner signer,
            String self) {
        this.restClients = restClients;
        this.environment = environment;
        this.signer = signer;
        this.self = self;
    }

    /**
     * A client.
     *
     * @param service the sibling's name without {@code -service}; its address is {@code
     *     tollbridge.services.<service>.url}, its patience {@code ....timeout}
     */
    public <T> T of(String service, Class<T> api) {
        String at = "tollbridge.services." + service;
        var requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(CONNECT_TIMEOUT);
        requests.setReadTimeout(
                environment.getProperty(at + ".timeout", Duration.class, Duration.ofSeconds(12)));
        var client =
                restClients
                        .clone()
                        .baseUrl(environment.getRequiredProperty(at + ".url"))
                        .requestFactory(requests)
                        .requestInterceptor(new Guard(service))
                        .defaultStatusHandler(
                                HttpStatusCode::isError,
                                (_, response) -> {
                                    throw refused(service, response);
                                })
                        .build();
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
                .build()
                .createClient(api);
    }

    private static ServiceCallException refused(String service, ClientHttpResponse response)
            throws IOException {
        byte[] start = response.getBody().readNBytes(500);
        return new ServiceCallException(
                service,
                response.getStatusCode().value(),
                new String(start, StandardCharsets.UTF_8));
    }

    /** Around each call: identity, deadline, breaker, bulkhead, and failures told apart. */
    private final class Guard implements ClientHttpRequestInterceptor {

        private final String service;
        private final CircuitBreaker breaker;
        private final Bulkhead bulkhead;

        Guard(String service) {
            this.service = service;
            this.breaker =
                    CircuitBreaker.of(
                            service,
                            CircuitBreakerConfig.custom()
                                    .slidingWindowSize(50)
                                    .minimumNumberOfCalls(20)
                                    .waitDurationInOpenState(Duration.ofSeconds(2))
                                    .permittedNumberOfCallsInHalfOpenState(5)
                                    .build());
            this.bulkhead =
                    Bulkhead.of(
                            service,
                            BulkheadConfig.custom()
                                    .maxConcurrentCalls(256)
                                    .maxWaitDuration(Duration.ZERO)
                                    .build());
        }

        @Override
        public ClientHttpResponse intercept(
                HttpRequest request, byte[] body, ClientHttpRequestExecution execution) {
            long left = Deadline.left().toMillis();
            if (left == 0) {
                throw new ServiceCallException(service, 0, true, "deadline passed", new TimedOut());
            }
            request.getHeaders().set(IdentityVerifier.HEADER, signer.sign(Caller.service(self)));
            request.getHeaders().set(Deadline.HEADER, Long.toString(left));
            try {
                bulkhead.acquirePermission();
            } catch (BulkheadFullException e) {
                throw new ServiceCallException(service, 0, true, "not called", e);
            }
            try { // only now: the breaker wants to hear of every call that it let through
                breaker.acquirePermission();
            } catch (CallNotPermittedException e) {
                bulkhead.releasePermission();
                throw new ServiceCallException(service, 0, true, "not called", e);
            }
            return guarded(request, body, execution);
        }

        private ClientHttpResponse guarded(
                HttpRequest request, byte[] body, ClientHttpRequestExecution execution) {
            long start = System.nanoTime();
            try {
                var response = execution.execute(request, body);
                boolean broken = response.getStatusCode().is5xxServerError();
                long took = System.nanoTime() - start;
                if (broken) {
                    breaker.onError(took, TimeUnit.NANOSECONDS, new IOException("5xx"));
                } else {
                    breaker.onSuccess(took, TimeUnit.NANOSECONDS);
                }
                return response;
            } catch (IOException e) {
                breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, e);
                throw new ServiceCallException(
                        service, 0, neverLeft(e), String.valueOf(e.getMessage()), e);
            } finally {
                bulkhead.onComplete();
            }
        }

        private static boolean neverLeft(IOException e) {
            return e instanceof ConnectException
                    || e instanceof UnknownHostException
                    || e instanceof NoRouteToHostException;
        }
    }

    private static final class TimedOut extends Exception {}
}
