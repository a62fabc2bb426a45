using System.Net;
using System.Text.Json;
using Ledger.Departments;
using Ledger.Facts;
using Ledger.Peers;

namespace Ledger.Node;

internal static class NodeConfigurationReader
{
    // One byte beyond the largest file a person would write by hand; a wrong path must not fill the memory.
    private const int MaxBytes = 256 * 1024;

    private static readonly string[] Departments = [DepartmentNames.Transaction, DepartmentNames.Registration, DepartmentNames.Tax, DepartmentNames.Finance];

    public static NodeConfiguration Read(string file)
    {
        using var document = Parse(file);
        var faults = new List<NodeFault>();
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new NodeConfigurationException(new NodeFault(file, "", "", "应为一个 JSON 对象。", "expected one JSON object."));
        var root = new ConfigurationSection(file, "", document.RootElement, faults);

        var organisation = Organisation(root, "organisation");
        var department = root.Text(
            "department",
            text => Departments.Contains(text, StringComparer.Ordinal),
            " transaction、registration、tax 或 finance",
            "transaction, registration, tax or finance");
        var dataFolder = root.FilePath("data_folder");
        var listen = ReadListen(root);
        var tls = ReadCertificate(root, "tls");
        var node = ReadCertificate(root, "node");
        var cosignerKey = root.FilePath("cosigner_key");
        var logKey = root.FilePath("log_key");
        var consortiumKeys = root.FilePath("consortium_keys");
        var genesis = ReadGenesis(root);
        var fabric = root.Has("fabric") ? ReadFabric(root) : null;
        var ordering = root.Has("ordering") || !root.Has("fabric") ? Organisation(root, "ordering") : null;
        var peers = ReadPeers(root, organisation);
        var quorumWait = root.Integer("quorum_wait_seconds", 0, 300, 10);
        var acceptMissing = root.Count("accept_missing_records_before");
        var acceptSealTime = root.Count("accept_seal_time_ms");
        var development = root.Flag("development");
        var warningDays = root.Integers("certificate_warning_days", 1, 3650, NodeConfiguration.UsualCertificateWarningDays);
        var limits = ReadLimits(root);
        root.Finish();

        if (root.Has("ordering") && root.Has("fabric"))
        {
            root.Add(
                "fabric",
                "",
                "ordering 与 fabric 只能有一个：由某机构的节点排序，或由 Fabric 通道排序；请删除其一。",
                "either a node orders or a Fabric channel does; remove ordering or fabric.");
        }

        if (ordering is not null && organisation is not null && ordering != organisation
            && peers.All(peer => peer.Organisation != ordering))
        {
            root.Add(
                "ordering",
                ordering,
                $"排序节点既不是本机构 {organisation}，也不在 peers 中；请在 peers 中写出它的地址，或改为其中之一。",
                $"the ordering node is neither this organisation, {organisation}, nor one of peers; add its address to peers or name one of them.");
        }

        if (faults.Count > 0)
            throw new NodeConfigurationException(faults);
        return new NodeConfiguration
        {
            File = file,
            Organisation = organisation!,
            Department = department!,
            DataFolder = dataFolder!,
            Listen = listen!,
            Tls = tls!,
            Node = node!,
            CosignerKey = cosignerKey!,
            LogKey = logKey!,
            ConsortiumKeys = consortiumKeys!,
            Genesis = genesis!,
            Ordering = ordering,
            Fabric = fabric,
            Peers = peers,
            QuorumWait = TimeSpan.FromSeconds(quorumWait!.Value),
            AcceptMissingRecordsBefore = acceptMissing,
            AcceptSealTimeMs = acceptSealTime,
            CertificateWarningDays = warningDays,
            Development = development,
            Limits = limits,
        };
    }

    private static JsonDocument Parse(string file)
    {
        try
        {
            var info = new FileInfo(file);
            if (info.Exists && info.Length > MaxBytes)
            {
                throw new NodeConfigurationException(
                    new NodeFault(file, "", "", "超过 256 KiB，不是节点配置文件。", "larger than 256 KiB: this is no node configuration."));
            }

            return JsonDocument.Parse(
                File.ReadAllBytes(file),
                new JsonDocumentOptions { AllowDuplicateProperties = false, CommentHandling = JsonCommentHandling.Skip });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NodeConfigurationException(
                new NodeFault(file, "", "", $"读不到该文件（{e.Message}）；请检查路径与权限。", $"the file can't be read ({e.Message}); check path and permissions."));
        }
        catch (JsonException e)
        {
            throw new NodeConfigurationException(
                new NodeFault(file, "", "", $"不是 JSON：{e.Message}", $"not JSON: {e.Message}"));
        }
    }

    private static string? Organisation(ConfigurationSection section, string name) =>
        section.Text(
            name,
            text => text.Length is > 0 and <= 32 && text.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'),
            " 1 至 32 个字符的机构名（a-z、0-9、-）",
            "an organisation name of 1 to 32 characters a-z, 0-9 or -");

    private static ListenAddress? ReadListen(ConfigurationSection root)
    {
        if (root.Section("listen") is not { } section)
            return null;
        var address = section.Text("address", text => IPAddress.TryParse(text, out _), " IP 地址", "an IP address");
        var port = section.Integer("port", 0, 65535);
        section.Finish();
        return address is null || port is null ? null : new ListenAddress(address, port.Value);
    }

    private static CertificateFiles? ReadCertificate(ConfigurationSection root, string name)
    {
        if (root.Section(name) is not { } section)
            return null;
        var certificate = section.FilePath("certificate");
        var key = section.FilePath("key");
        section.Finish();
        return certificate is null || key is null ? null : new CertificateFiles(certificate, key);
    }

    private static GenesisFile? ReadGenesis(ConfigurationSection root)
    {
        if (root.Section("genesis") is not { } section)
            return null;
        var file = section.FilePath("file");
        var sha256 = section.Text(
            "sha256",
            text => text.Length == 64 && text.All(char.IsAsciiHexDigitLower),
            " 64 个小写十六进制数字",
            "64 lower-case hex digits");
        section.Finish();
        return file is null || sha256 is null ? null : new GenesisFile(file, sha256);
    }

    private static FabricAccess? ReadFabric(ConfigurationSection root)
    {
        if (root.Section("fabric") is not { } section)
            return null;
        var peer = section.Text("peer", IsHostAndPort, "形如 host:port 的地址", "an address like host:port");
        var tlsRoot = section.FilePath("tls_root");
        var client = section.Has("tls_client") ? ReadCertificate(section, "tls_client") : null;
        var mspId = section.Text("msp_id", IsFabricName, "成员标识", "a membership id");
        var mspFolder = section.FilePath("msp_folder");
        var channel = section.Text("channel", IsFabricName, "通道名", "a channel's name");
        var channelBlock = section.FilePath("channel_block");
        var chaincode = section.Text("chaincode", IsFabricName, "链码名", "a chaincode's name");
        var usual = new FabricAccess { Peer = "", TlsRoot = "", MspId = "", MspFolder = "", Channel = "", ChannelBlock = "", Chaincode = "" };
        var inFlight = section.Integer("in_flight", 1, 10_000, usual.InFlight);
        section.Finish();
        return peer is null || tlsRoot is null || mspId is null || mspFolder is null || channel is null || channelBlock is null
            || chaincode is null || inFlight is null
            ? null
            : new FabricAccess
            {
                Peer = peer,
                TlsRoot = tlsRoot,
                TlsClient = client,
                MspId = mspId,
                MspFolder = mspFolder,
                Channel = channel,
                ChannelBlock = channelBlock,
                Chaincode = chaincode,
                InFlight = inFlight.Value,
            };
    }

    private static bool IsHostAndPort(string text) =>
        Uri.TryCreate($"https://{text}", UriKind.Absolute, out var uri)
        && uri.PathAndQuery is "/"
        && uri.UserInfo.Length == 0
        && uri.Fragment.Length == 0
        && text.EndsWith($":{uri.Port}", StringComparison.Ordinal);

    private static bool IsFabricName(string text) => text.Length is > 0 and <= 249 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    private static List<PeerAddress> ReadPeers(ConfigurationSection root, string? own)
    {
        var peers = new List<PeerAddress>();
        foreach (var section in root.Items("peers"))
        {
            var organisation = Organisation(section, "organisation");
            var address = section.Text("address", IsNodeAddress, "形如 https://host:port 的地址", "an address like https://host:port");
            section.Finish();
            if (organisation is null || address is null)
                continue;
            if (organisation == own)
                section.Add("organisation", organisation, "peers 只列其他部门的节点；请删除本机构。", "peers lists the other nodes only; remove this organisation.");
            else if (peers.Exists(peer => peer.Organisation == organisation))
                section.Add("organisation", organisation, "该机构重复；请只保留一个。", "the organisation stands here twice; keep one.");
            else
                peers.Add(new PeerAddress(organisation, new Uri(address)));
        }

        return peers;
    }

    private static bool IsNodeAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme == Uri.UriSchemeHttps
        && uri.PathAndQuery is "/" or ""
        && uri.UserInfo.Length == 0
        && uri.Port > 0;

    private static NodeLimits ReadLimits(ConfigurationSection root)
    {
        var usual = new NodeLimits();
        if (root.OptionalSection("limits") is not { } section)
            return usual;
        var limits = new NodeLimits
        {
            MessageBytes = section.Integer("message_bytes", 64 * 1024, 16 << 20, usual.MessageBytes) ?? usual.MessageBytes,
            StreamsPerConnection = section.Integer("streams_per_connection", 4, 10_000, usual.StreamsPerConnection) ?? usual.StreamsPerConnection,
            OrderingQueue = section.Integer("ordering_queue", 1, 1_000_000, usual.OrderingQueue) ?? usual.OrderingQueue,
            BlockEnvelopes = section.Integer("block_envelopes", 1, BlockLimits.MaxEnvelopes, usual.BlockEnvelopes) ?? usual.BlockEnvelopes,
            Connections = ReadConnections(section),
            Members = ReadMembers(section),
        };
        section.RequireReachable("streams_per_connection", limits.StreamsPerConnection, limits.Connections.OpenCalls, "connections.open_calls");
        section.Finish();
        return limits;
    }

    private static MemberLimits ReadMembers(ConfigurationSection limits)
    {
        var usual = new MemberLimits();
        if (limits.OptionalSection("members") is not { } section)
            return usual;
        var members = new MemberLimits
        {
            Watches = section.Integer("watches", 8, 100_000, usual.Watches) ?? usual.Watches,
            WatchesPerMember = section.Integer("watches_per_member", 1, 100_000, usual.WatchesPerMember) ?? usual.WatchesPerMember,
            WatchesPerCertificate = section.Integer("watches_per_certificate", 1, 10_000, usual.WatchesPerCertificate) ?? usual.WatchesPerCertificate,
            PreparedRecordsPerBank = section.Integer("prepared_records_per_bank", 1, 100_000, usual.PreparedRecordsPerBank) ?? usual.PreparedRecordsPerBank,
            PreparedBytesPerBank = section.Integer("prepared_bytes_per_bank", 1 << 20, 1 << 30, usual.PreparedBytesPerBank) ?? usual.PreparedBytesPerBank,
            OpenRecordsPerBank = section.Integer("open_records_per_bank", 1, 100_000, usual.OpenRecordsPerBank) ?? usual.OpenRecordsPerBank,
            ChecksPerDay = section.Integer("checks_per_day", 1, 10_000_000, usual.ChecksPerDay) ?? usual.ChecksPerDay,
            RefusedPerDay = section.Integer("refused_per_day", 1, 100_000, usual.RefusedPerDay) ?? usual.RefusedPerDay,
            DryRunsPerDay = section.Integer("dry_runs_per_day", 1, 1_000_000, usual.DryRunsPerDay) ?? usual.DryRunsPerDay,
            StoredBytesPerDay = section.Integer("stored_bytes_per_day", 1 << 20, int.MaxValue, usual.StoredBytesPerDay) ?? usual.StoredBytesPerDay,
            AuthorisationDays = section.Integer("authorisation_days", 1, 3650, usual.AuthorisationDays) ?? usual.AuthorisationDays,
            VerdictDays = section.Integer("verdict_days", 30, 36_500, usual.VerdictDays) ?? usual.VerdictDays,
            OpenRecords = section.Integer("open_records", 1, 1_000_000, usual.OpenRecords) ?? usual.OpenRecords,
        };
        section.RequireReachable("watches_per_member", members.WatchesPerMember, members.Watches, "watches");
        section.RequireReachable("watches_per_certificate", members.WatchesPerCertificate, members.WatchesPerMember, "watches_per_member");
        section.RequireReachable("open_records_per_bank", members.OpenRecordsPerBank, members.OpenRecords, "open_records");
        section.RequireReachable("prepared_bytes_per_bank", members.PreparedBytesPerBank, members.StoredBytesPerDay, "stored_bytes_per_day");
        section.Finish();
        return members;
    }

    private static ConnectionLimits ReadConnections(ConfigurationSection limits)
    {
        var usual = new ConnectionLimits();
        if (limits.OptionalSection("connections") is not { } section)
            return usual;
        var connections = new ConnectionLimits
        {
            Total = section.Integer("total", 16, 100_000, usual.Total) ?? usual.Total,
            Unshaken = section.Integer("unshaken", 16, 10_000, usual.Unshaken) ?? usual.Unshaken,
            PerAddress = section.Integer("per_address", 4, 100_000, usual.PerAddress) ?? usual.PerAddress,
            PerCertificate = section.Integer("per_certificate", 2, 10_000, usual.PerCertificate) ?? usual.PerCertificate,
            Strangers = section.Integer("strangers", 1, 10_000, usual.Strangers) ?? usual.Strangers,
            StrangersPerAddress = section.Integer("strangers_per_address", 1, 10_000, usual.StrangersPerAddress) ?? usual.StrangersPerAddress,
            NewPerSecond = section.Integer("new_per_second", 1, 10_000, usual.NewPerSecond) ?? usual.NewPerSecond,
            CallsPerSecond = section.Integer("calls_per_second", 1, 1_000_000, usual.CallsPerSecond) ?? usual.CallsPerSecond,
            StrangerCallsPerSecond = section.Integer("stranger_calls_per_second", 1, 100_000, usual.StrangerCallsPerSecond) ?? usual.StrangerCallsPerSecond,
            OpenCalls = section.Integer("open_calls", 4, 100_000, usual.OpenCalls) ?? usual.OpenCalls,
            StrangerOpenCalls = section.Integer("stranger_open_calls", 1, 10_000, usual.StrangerOpenCalls) ?? usual.StrangerOpenCalls,
            FaultsPerSecond = section.Integer("faults_per_second", 1, 10_000, usual.FaultsPerSecond) ?? usual.FaultsPerSecond,
            StrangerSeconds = section.Integer("stranger_seconds", 1, 3600, usual.StrangerSeconds) ?? usual.StrangerSeconds,
        };
        section.RequireReachable("per_address", connections.PerAddress, connections.Total, "total");
        section.RequireReachable("per_certificate", connections.PerCertificate, connections.Total, "total");
        section.RequireReachable("strangers", connections.Strangers, connections.Total / 2, "total");
        section.RequireReachable("strangers_per_address", connections.StrangersPerAddress,
            Math.Min(connections.Strangers, connections.PerAddress), "strangers, per_address");
        section.Finish();
        return connections;
    }
}
