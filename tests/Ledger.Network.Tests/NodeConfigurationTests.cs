using Ledger.Contracts;
using Ledger.Log;
using Ledger.Node;

namespace Ledger.Network.Tests;

public sealed class NodeConfigurationTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly NodeConfiguration node;

    public NodeConfigurationTests() =>
        node = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"] }).Node(LocalMember.Tax);

    /// <summary>A node of a network that Fabric orders for; nothing of it was started.</summary>
    private NodeConfiguration OnFabric => field ??=
        LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["fabric"], Fabric = FabricOrderingService.Raft }).Node(LocalMember.Tax);

    private static NodeLimits LimitsUnlikeUsual => new()
    {
        OrderingQueue = 9,
        BlockEnvelopes = 8,
        Connections = new() { Unshaken = 17 },
        Members = new()
        {
            Watches = 9,
            WatchesPerMember = 3,
            WatchesPerCertificate = 2,
            PreparedRecordsPerBank = 4,
            PreparedBytesPerBank = 5 << 20,
            OpenRecordsPerBank = 6,
            ChecksPerDay = 7,
            RefusedPerDay = 8,
            DryRunsPerDay = 10,
            StoredBytesPerDay = 11 << 20,
            AuthorisationDays = 12,
            OpenRecords = 13,
        },
    };

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_configuration_written_and_read_is_the_same()
    {
        var changed = node with { QuorumWait = TimeSpan.FromSeconds(7), CertificateWarningDays = [60, 5], Limits = LimitsUnlikeUsual };
        changed.Save(node.File);

        var read = NodeConfiguration.Load(node.File);

        Assert.Equal(changed.Peers, read.Peers);
        Assert.Equal(changed.CertificateWarningDays, read.CertificateWarningDays);
        Assert.Equal(changed with { Peers = [], CertificateWarningDays = [] }, read with { Peers = [], CertificateWarningDays = [] });
    }

    [Fact]
    public void A_configuration_with_Fabric_written_and_read_is_the_same()
    {
        var changed = OnFabric with { Fabric = OnFabric.Fabric! with { InFlight = 7, TlsClient = null } };
        changed.Save(changed.File);

        var read = NodeConfiguration.Load(changed.File);

        Assert.Null(read.Ordering);
        Assert.False(read.Orders);
        Assert.Equal(changed with { Peers = [] }, read with { Peers = [] });
    }

    [Theory]
    [InlineData("\"peer\": \"127.0.0.1:", "\"peer\": \"https://127.0.0.1:", "fabric.peer", "https")]
    [InlineData("\"msp_id\": \"TaxMSP\"", "\"msp_id\": \"Tax MSP\"", "fabric.msp_id", "Tax MSP")]
    [InlineData("\"channel_block\"", "\"first_block\"", "fabric.channel_block", "")]
    [InlineData("\"in_flight\": 256", "\"in_flight\": 0", "fabric.in_flight", "0")]
    [InlineData("\"fabric\": {", "\"ordering\": \"registration\", \"fabric\": {", "fabric", "")]
    [InlineData("\"fabric\": {", "\"febric\": {", "ordering", "")]
    public void A_bad_field_about_Fabric_is_named_with_its_value_in_both_languages(string good, string bad, string field, string value)
    {
        var file = OnFabric.File;
        var text = File.ReadAllText(file);
        Assert.Contains(good, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(good, bad, StringComparison.Ordinal));

        var fault = Assert.Single(Assert.Throws<NodeConfigurationException>(() => NodeConfiguration.Load(file)).Faults, f => f.Field == field);

        Assert.StartsWith(value, fault.Value, StringComparison.Ordinal);
        Assert.NotEmpty(fault.English);
        Assert.Contains(fault.Chinese, c => c >= 0x4e00);
    }

    [Theory]
    [InlineData("\"department\": \"tax\"", "\"department\": \"customs\"", "department", "customs")]
    [InlineData("\"organisation\": \"tax\"", "\"organisation\": \"Tax Office\"", "organisation", "Tax Office")]
    [InlineData("\"quorum_wait_seconds\": 10", "\"quorum_wait_seconds\": 301", "quorum_wait_seconds", "301")]
    [InlineData("\"development\": true", "\"development\": \"yes\"", "development", "\"yes\"")]
    [InlineData("\"development\": true", "\"development\": true, \"accept_missing_records_before\": -1", "accept_missing_records_before", "-1")]
    [InlineData("\"development\": true", "\"development\": true, \"certificate_warning_days\": [30, 0]", "certificate_warning_days", "[30, 0]")]
    [InlineData("\"ordering\": \"registration\"", "\"ordering\": \"audit\"", "ordering", "audit")]
    [InlineData("\"log_key\"", "\"logkey\"", "log_key", "")]
    [InlineData("\"address\": \"127.0.0.1\"", "\"address\": \"here\"", "listen.address", "here")]
    [InlineData("\"address\": \"https://", "\"address\": \"http://", "peers[0].address", "http://")]
    [InlineData("\"message_bytes\": 1048576", "\"message_bytes\": 12", "limits.message_bytes", "12")]
    [InlineData("\"unshaken\": 256", "\"unshaken\": 1", "limits.connections.unshaken", "1")]
    [InlineData("\"per_address\": 256", "\"per_address\": 2000", "limits.connections.per_address", "2000")]
    [InlineData("\"strangers\": 64", "\"strangers\": 513", "limits.connections.strangers", "513")]
    [InlineData("\"open_calls\": 1024", "\"open_calls\": 128", "limits.streams_per_connection", "256")]
    [InlineData("\"message_bytes\": 1048576", "\"members\": { \"watches\": 8, \"watches_per_member\": 9 }", "limits.members.watches_per_member", "9")]
    [InlineData("\"message_bytes\": 1048576", "\"members\": { \"refused_per_day\": 0 }", "limits.members.refused_per_day", "0")]
    [InlineData("\"organisation\": \"finance\"", "\"organisation\": \"tax\"", "peers[2].organisation", "tax")]
    public void A_bad_field_is_named_with_its_value_in_both_languages(string good, string bad, string field, string value)
    {
        var text = File.ReadAllText(node.File);
        Assert.Contains(good, text, StringComparison.Ordinal);
        File.WriteAllText(node.File, text.Replace(good, bad, StringComparison.Ordinal));

        var faults = Assert.Throws<NodeConfigurationException>(() => NodeConfiguration.Load(node.File)).Faults;

        var fault = Assert.Single(faults, f => f.Field == field);
        Assert.Equal(node.File, fault.File);
        Assert.StartsWith(value, fault.Value, StringComparison.Ordinal);
        Assert.NotEmpty(fault.English);
        Assert.Contains(fault.Chinese, c => c >= 0x4e00);
    }

    [Fact]
    public void The_accepted_loss_of_records_is_kept_in_the_file()
    {
        (node with { AcceptMissingRecordsBefore = 5_000_000_000, AcceptSealTimeMs = 1_800_000_000_000 }).Save(node.File);
        Assert.Equal(1_800_000_000_000UL, NodeConfiguration.Load(node.File).AcceptSealTimeMs);
        Assert.Equal(5_000_000_000UL, NodeConfiguration.Load(node.File).AcceptMissingRecordsBefore);
    }

    [Fact]
    public void Every_fault_of_a_file_is_reported_at_once()
    {
        File.WriteAllText(node.File, "{ \"organisation\": \"tax\", \"peers\": 3, \"colour\": \"red\" }");

        var fields = Assert.Throws<NodeConfigurationException>(() => NodeConfiguration.Load(node.File)).Faults.Select(f => f.Field);

        Assert.Equal(
            ["department", "data_folder", "listen", "tls", "node", "cosigner_key", "log_key", "consortium_keys", "genesis", "ordering", "peers", "colour"],
            fields);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{ \"organisation\": \"tax\", \"organisation\": \"tax\" }")]
    public void A_file_that_is_no_JSON_object_is_refused_by_name(string text)
    {
        File.WriteAllText(node.File, text);

        Assert.Equal(node.File, Assert.Throws<NodeConfigurationException>(() => NodeConfiguration.Load(node.File)).Faults[0].File);
    }

    [Fact]
    public void An_absent_file_is_named() =>
        Assert.Equal(folder["none.json"], Assert.Throws<NodeConfigurationException>(() => NodeConfiguration.Load(folder["none.json"])).Faults[0].File);

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_key_that_others_may_touch_is_refused(UnixFileMode open)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no Unix file modes");
#pragma warning disable CA1416 // Unix is checked above.
        File.SetUnixFileMode(node.LogKey, UnixFileMode.UserRead | UnixFileMode.UserWrite | open);
#pragma warning restore CA1416

        var fault = Assert.Single(Assert.Throws<NodeConfigurationException>(() => NoteKeyFile.ReadLog(node.LogKey)).Faults);

        Assert.Equal(node.LogKey, fault.File);
        Assert.Contains("chmod 600", fault.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Log_and_cosigner_key_exchanged_are_noticed() =>
        Assert.Contains("swapped", Assert.Throws<NodeConfigurationException>(() => NoteKeyFile.ReadLog(node.CosignerKey)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_note_key_reads_as_the_key_that_was_made()
    {
        var made = NoteKeyFile.Create(folder["some.key"], "example.org/log", SignatureType.Ed25519);

        Assert.Equal(made, NoteKeyFile.ReadLog(folder["some.key"]).Key);
    }

    [Fact]
    public void A_note_key_with_a_damaged_character_is_refused()
    {
        NoteKeyFile.Create(folder["some.key"], "example.org/log", SignatureType.Ed25519);
        var text = File.ReadAllText(folder["some.key"]);
        var place = text.Length - 10;
        File.WriteAllText(folder["some.key"], text[..place] + (text[place] == 'A' ? 'B' : 'A') + text[(place + 1)..]);

        Assert.Contains("damaged", Assert.Throws<NodeConfigurationException>(() => NoteKeyFile.ReadLog(folder["some.key"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_is_never_overwritten()
    {
        SecretFile.Write(folder["a.key"], "one");

        Assert.Throws<IOException>(() => SecretFile.Write(folder["a.key"], "two"));
    }

    [Theory]
    [InlineData("2 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n")]
    [InlineData("1 AAAA\n")]
    [InlineData("1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= x\n")]
    [InlineData("")]
    public void A_malformed_consortium_key_file_is_refused_without_showing_it(string text)
    {
        SecretFile.Write(folder["c.keys"], text);

        var fault = Assert.Single(Assert.Throws<NodeConfigurationException>(() => ConsortiumKeyFile.Read(folder["c.keys"])).Faults);

        Assert.Equal("line 1", fault.Field);
        Assert.DoesNotContain("AAAA", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_consortium_key_with_one_wrong_character_is_refused_by_its_check_value_and_by_genesis()
    {
        var text = File.ReadAllText(node.ConsortiumKeys);
        var key = text.Split(' ')[1];
        var wrong = (key[0] == 'A' ? 'B' : 'A') + key[1..];

        SecretFile.Write(folder["wrong.keys"], text.Replace(key, wrong, StringComparison.Ordinal));
        var checkedFault = Assert.Single(Assert.Throws<NodeConfigurationException>(() => ConsortiumKeyFile.Read(folder["wrong.keys"])).Faults);
        Assert.Contains("epoch 1", checkedFault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(wrong, checkedFault.ToString(), StringComparison.Ordinal);

        // A file of the form before, without a check value: genesis knows the key.
        SecretFile.Write(folder["old.keys"], $"1 {key}\n");
        Assert.Equal(Convert.FromBase64String(key), ConsortiumKeyFile.Read(folder["old.keys"])[1]);
        SecretFile.Write(folder["wrong-old.keys"], $"1 {wrong}\n");
        var named = Assert.Single(
            Assert.Throws<NodeConfigurationException>(() => NodeKeys.Read(node with { ConsortiumKeys = folder["wrong-old.keys"] })).Faults);
        Assert.Equal((folder["wrong-old.keys"], "epoch 1"), (named.File, named.Field));
    }

    [Fact]
    public void A_certificate_with_another_certificates_key_is_refused()
    {
        var mixed = new CertificateFiles(node.Tls.Certificate, node.Node.Key);

        Assert.Equal(node.Tls.Certificate, Assert.Throws<NodeConfigurationException>(() => CertificateKey.Read(mixed)).Faults[0].File);
    }
}
