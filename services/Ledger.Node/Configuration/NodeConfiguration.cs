using Ledger.Chain;
using Ledger.Contracts;

namespace Ledger.Node;

/// <summary>
/// Everything one department's node must know, read from one JSON file. Paths in the file are relative to the file's own
/// folder; in this object they are absolute.
/// </summary>
public sealed record NodeConfiguration
{
    internal static readonly IReadOnlyList<int> UsualCertificateWarningDays = [90, 30, 7];

    /// <summary>The file this was read from; names the place in errors.</summary>
    public required string File { get; init; }

    /// <summary>Organisation that runs the node, as genesis names it: <c>[a-z0-9-]{1,32}</c>.</summary>
    public required string Organisation { get; init; }

    /// <summary>The department whose services it offers: transaction, registration, tax or finance.</summary>
    public required string Department { get; init; }

    /// <summary>Folder of the peer's store and the record store; made when absent.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Folder of the peer's store and of the files of what its keys signed.</summary>
    public string PeerFolder => Path.Combine(DataFolder, "peer");

    /// <summary>File of the department's record store.</summary>
    public string RecordFile => Path.Combine(DataFolder, "records.db");

    /// <summary>Where it listens.</summary>
    public required ListenAddress Listen { get; init; }

    /// <summary>Server certificate and key.</summary>
    public required CertificateFiles Tls { get; init; }

    /// <summary>
    /// Certificate and key of role <c>node</c>: signs the department's envelopes, and is shown to the other nodes.
    /// </summary>
    public required CertificateFiles Node { get; init; }

    /// <summary>Signer key file of the cosigner (type 0x04).</summary>
    public required string CosignerKey { get; init; }

    /// <summary>Signer key file of this department's log (type 0x01, key name = origin).</summary>
    public required string LogKey { get; init; }

    /// <summary>Consortium keys behind the unit keys, one line per epoch.</summary>
    public required string ConsortiumKeys { get; init; }

    /// <summary>Entry 0 and its hash.</summary>
    public required GenesisFile Genesis { get; init; }

    /// <summary>File that keeps where verification of a Fabric channel stands; may be lost.</summary>
    public string ChannelPointFile => Path.Combine(PeerFolder, "channel.point");

    /// <summary>
    /// Organisation whose node orders: this one, or one of <see cref="Peers"/>; null when <see cref="Fabric"/> orders. To move the ordering, stop the old node,
    /// change this in every node's file to the reachable node that holds the highest block, and start them.
    /// </summary>
    public string? Ordering { get; init; }

    /// <summary>The Fabric channel that orders; null when a node does. A ledger stays with the kind it was begun on.</summary>
    public FabricAccess? Fabric { get; init; }

    /// <summary>The other departments' nodes.</summary>
    public required IReadOnlyList<PeerAddress> Peers { get; init; }

    /// <summary>How long a write waits for the quorum before it answers <i>ordered</i>; 0 to 300 s, 10 s unless configured.</summary>
    public TimeSpan QuorumWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Accepts that own envelopes below this size of the log, in entries, have no record: the record store is lost for good.
    /// 0 unless configured; the error that asks for it says which size.
    /// </summary>
    public ulong AcceptMissingRecordsBefore { get; init; }

    /// <summary>
    /// Time of the newest seal, ms since the epoch, up to which its operator accepts that clocks which ran ahead have written
    /// the ledger: its ordering takes in envelopes below it. 0: none was.
    /// </summary>
    public ulong AcceptSealTimeMs { get; init; }

    /// <summary>Days before the end of one of its certificates at which the node warns; 90, 30 and 7 unless configured.</summary>
    public IReadOnlyList<int> CertificateWarningDays { get; init; } = UsualCertificateWarningDays;

    /// <summary>Offers gRPC reflection; never on a production node.</summary>
    public bool Development { get; init; }

    /// <summary>Bounds.</summary>
    public NodeLimits Limits { get; init; } = new();

    /// <summary>Whether this node orders.</summary>
    public bool Orders => Ordering == Organisation;

    /// <summary>Reads and checks a file.</summary>
    /// <param name="file">Path of the JSON file.</param>
    /// <exception cref="NodeConfigurationException">The file is absent, no JSON, or a field is missing, unknown or out of bounds;
    /// lists all faults.</exception>
    public static NodeConfiguration Load(string file) => NodeConfigurationReader.Read(Path.GetFullPath(file));

    /// <summary>Writes the file, replacing an old one in one step; paths below its folder are written relative to it.</summary>
    /// <param name="file">Path of the JSON file.</param>
    public void Save(string file)
    {
        var path = Path.GetFullPath(file);
        var json = NodeConfigurationWriter.Write(this, Path.GetDirectoryName(path)!);
        var draft = path + ".new";
        System.IO.File.WriteAllBytes(draft, json);
        System.IO.File.Move(draft, path, overwrite: true);
    }
}
