package io.tollbridge.sandbox.servers;

import java.nio.file.Path;

/** The node's configuration file; the same for a child process and for a container. */
public final class CassandraYaml {
    private CassandraYaml() {}

    /**
     * Renders the file.
     *
     * @param rpcAddress where clients connect: loopback, or all addresses inside a container
     *     <p>{@code commitlog_sync: batch} is what keeps acknowledged conditional writes over a
     *     kill -9, and is meant to over a power cut. The log is compressed because such a segment
     *     is written and synced as a file: to sync the same bytes through a memory map costs twice
     *     the processor time. {@code paxos_variant: v2} has to be set before the first conditional
     *     write.
     */
    public static String render(Path data, String rpcAddress, int port, int storagePort) {
        return """
        cluster_name: tollbridge
        num_tokens: 1
        partitioner: org.apache.cassandra.dht.Murmur3Partitioner
        endpoint_snitch: SimpleSnitch
        seed_provider:
          - class_name: org.apache.cassandra.locator.SimpleSeedProvider
            parameters: [{seeds: "127.0.0.1:%4$d"}]
        listen_address: 127.0.0.1
        rpc_address: %2$s
        broadcast_rpc_address: 127.0.0.1
        native_transport_port: %3$d
        storage_port: %4$d
        start_native_transport: true

        data_file_directories: ["%1$s/data"]
        commitlog_directory: "%1$s/commitlog"
        saved_caches_directory: "%1$s/saved_caches"
        hints_directory: "%1$s/hints"
        cdc_raw_directory: "%1$s/cdc_raw"
        hinted_handoff_enabled: false
        auto_snapshot: false
        disk_failure_policy: die
        commit_failure_policy: die

        commitlog_sync: batch
        commitlog_disk_access_mode: auto
        commitlog_compression: [{class_name: LZ4Compressor}]
        commitlog_segment_size: 16MiB
        commitlog_total_space: 256MiB
        paxos_variant: v2
        paxos_state_purging: repaired
        paxos_on_linearizability_violations: fail

        write_request_timeout: 2000ms
        cas_contention_timeout: 1800ms
        native_transport_timeout: 12000ms

        authenticator: AllowAllAuthenticator
        authorizer: AllowAllAuthorizer
        user_defined_functions_enabled: false

        concurrent_reads: 16
        concurrent_writes: 16
        concurrent_counter_writes: 2
        concurrent_compactors: 1
        memtable_flush_writers: 1
        memtable:
          configurations: {default: {class_name: TrieMemtable}}
        memtable_allocation_type: offheap_objects
        memtable_heap_space: 128MiB
        memtable_offheap_space: 256MiB
        key_cache_size: 8MiB
        counter_cache_size: 0MiB
        paxos_cache_size: 8MiB
        prepared_statements_cache_size: 16MiB
        file_cache_size: 32MiB
        networking_cache_size: 16MiB
        """
                .formatted(data, rpcAddress, port, storagePort);
    }
}
