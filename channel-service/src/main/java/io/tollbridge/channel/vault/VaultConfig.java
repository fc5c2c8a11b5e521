package io.tollbridge.channel.vault;

import io.tollbridge.starter.secret.Secrets;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the vault together from its secrets. */
@Configuration(proxyBeanMethods = false)
class VaultConfig {

    @Bean
    WrappingKeys wrappingKeys(
            Secrets secrets, @Value("${tollbridge.vault.kek-version}") int kekVersion) {
        return new WrappingKeys(secrets.read("vault-master.key"), kekVersion);
    }

    @Bean
    Vault vault(
            Secrets secrets,
            WrappingKeys keks,
            CassandraKeyStore keys,
            CardStore cards,
            CvvHold cvvs,
            InstantSource clock) {
        return new Vault(
                new SharedKey(keys, keks).load(),
                new Envelope(keks),
                cards,
                cvvs,
                secrets.read("fingerprint.key"),
                clock);
    }
}
