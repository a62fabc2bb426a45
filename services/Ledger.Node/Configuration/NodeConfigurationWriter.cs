using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ledger.Node;

internal static class NodeConfigurationWriter
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        // Paths may hold Chinese folder names; the file is read by people and never embedded in HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Write(NodeConfiguration node, string folder)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("organisation", node.Organisation);
            json.WriteString("department", node.Department);
            json.WriteString("data_folder", Shorten(node.DataFolder));

            json.WriteStartObject("listen");
            json.WriteString("address", node.Listen.Address);
            json.WriteNumber("port", node.Listen.Port);
            json.WriteEndObject();

            WriteCertificate("tls", node.Tls);
            WriteCertificate("node", node.Node);
            json.WriteString("cosigner_key", Shorten(node.CosignerKey));
            json.WriteString("log_key", Shorten(node.LogKey));
            json.WriteString("consortium_keys", Shorten(node.ConsortiumKeys));

            json.WriteStartObject("genesis");
            json.WriteString("file", Shorten(node.Genesis.File));
            json.WriteString("sha256", node.Genesis.Sha256);
            json.WriteEndObject();

            if (node.Ordering is not null)
                json.WriteString("ordering", node.Ordering);
            if (node.Fabric is not null)
                WriteFabric(node.Fabric);
            json.WriteStartArray("peers");
            foreach (var peer in node.Peers)
            {
                json.WriteStartObject();
                json.WriteString("organisation", peer.Organisation);
                json.WriteString("address", peer.Address.GetLeftPart(UriPartial.Authority));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("quorum_wait_seconds", (int)node.QuorumWait.TotalSeconds);
            if (node.AcceptMissingRecordsBefore > 0)
                json.WriteNumber("accept_missing_records_before", node.AcceptMissingRecordsBefore);
            if (node.AcceptSealTimeMs > 0)
                json.WriteNumber("accept_seal_time_ms", node.AcceptSealTimeMs);
            if (!node.CertificateWarningDays.SequenceEqual(NodeConfiguration.UsualCertificateWarningDays))
            {
                json.WriteStartArray("certificate_warning_days");
                foreach (var days in node.CertificateWarningDays)
                    json.WriteNumberValue(days);
                json.WriteEndArray();
            }

            json.WriteBoolean("development", node.Development);

            json.WriteStartObject("limits");
            json.WriteNumber("message_bytes", node.Limits.MessageBytes);
            json.WriteNumber("streams_per_connection", node.Limits.StreamsPerConnection);
            json.WriteNumber("ordering_queue", node.Limits.OrderingQueue);
            json.WriteNumber("block_envelopes", node.Limits.BlockEnvelopes);
            WriteConnections(node.Limits.Connections);
            if (node.Limits.Members != new MemberLimits())
                WriteMembers(node.Limits.Members);
            json.WriteEndObject();
            json.WriteEndObject();

            void WriteFabric(FabricAccess fabric)
            {
                json.WriteStartObject("fabric");
                json.WriteString("peer", fabric.Peer);
                json.WriteString("tls_root", Shorten(fabric.TlsRoot));
                if (fabric.TlsClient is not null)
                    WriteCertificate("tls_client", fabric.TlsClient);
                json.WriteString("msp_id", fabric.MspId);
                json.WriteString("msp_folder", Shorten(fabric.MspFolder));
                json.WriteString("channel", fabric.Channel);
                json.WriteString("channel_block", Shorten(fabric.ChannelBlock));
                json.WriteString("chaincode", fabric.Chaincode);
                json.WriteNumber("in_flight", fabric.InFlight);
                json.WriteEndObject();
            }

            void WriteConnections(ConnectionLimits limits)
            {
                json.WriteStartObject("connections");
                json.WriteNumber("total", limits.Total);
                json.WriteNumber("unshaken", limits.Unshaken);
                json.WriteNumber("per_address", limits.PerAddress);
                json.WriteNumber("per_certificate", limits.PerCertificate);
                json.WriteNumber("strangers", limits.Strangers);
                json.WriteNumber("strangers_per_address", limits.StrangersPerAddress);
                json.WriteNumber("new_per_second", limits.NewPerSecond);
                json.WriteNumber("calls_per_second", limits.CallsPerSecond);
                json.WriteNumber("stranger_calls_per_second", limits.StrangerCallsPerSecond);
                json.WriteNumber("open_calls", limits.OpenCalls);
                json.WriteNumber("stranger_open_calls", limits.StrangerOpenCalls);
                json.WriteNumber("faults_per_second", limits.FaultsPerSecond);
                json.WriteNumber("stranger_seconds", limits.StrangerSeconds);
                json.WriteEndObject();
            }

            void WriteMembers(MemberLimits limits)
            {
                json.WriteStartObject("members");
                json.WriteNumber("watches", limits.Watches);
                json.WriteNumber("watches_per_member", limits.WatchesPerMember);
                json.WriteNumber("watches_per_certificate", limits.WatchesPerCertificate);
                json.WriteNumber("prepared_records_per_bank", limits.PreparedRecordsPerBank);
                json.WriteNumber("prepared_bytes_per_bank", limits.PreparedBytesPerBank);
                json.WriteNumber("open_records_per_bank", limits.OpenRecordsPerBank);
                json.WriteNumber("checks_per_day", limits.ChecksPerDay);
                json.WriteNumber("refused_per_day", limits.RefusedPerDay);
                json.WriteNumber("dry_runs_per_day", limits.DryRunsPerDay);
                json.WriteNumber("stored_bytes_per_day", limits.StoredBytesPerDay);
                json.WriteNumber("authorisation_days", limits.AuthorisationDays);
                json.WriteNumber("verdict_days", limits.VerdictDays);
                json.WriteNumber("open_records", limits.OpenRecords);
                json.WriteEndObject();
            }

            void WriteCertificate(string name, CertificateFiles files)
            {
                json.WriteStartObject(name);
                json.WriteString("certificate", Shorten(files.Certificate));
                json.WriteString("key", Shorten(files.Key));
                json.WriteEndObject();
            }
        }

        return [.. buffer.ToArray(), (byte)'\n'];

        // A network's folder can be moved or mounted elsewhere as long as the paths inside it are relative.
        string Shorten(string path) => Path.GetRelativePath(folder, path);
    }
}
