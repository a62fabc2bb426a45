using System.CommandLine;
using Ledger.Network.Fabric;

namespace Ledger.Network;

/// <summary>The options that every command on a local network shares.</summary>
internal sealed class NetworkOptions
{
    private const string Embedded = "embedded";
    private const string Raft = "fabric";
    private const string Bft = "fabric-bft";

    /// <summary>Where the network lies.</summary>
    public Option<string> Folder { get; } = new("--dir")
    {
        Description = "Folder of the network; made when absent. / 网络所在目录，不存在时新建。",
        HelpName = "DIR",
        DefaultValueFactory = _ => LocalNetworkOptions.DefaultFolder,
    };

    /// <summary>A process per department.</summary>
    public Option<bool> Processes { get; } = new("--processes")
    {
        Description = "Run each department's node in a process of its own. / 每个部门的节点各用一个进程。",
    };

    /// <summary>What orders a network that is made.</summary>
    public Option<string> Ordering { get; } = new Option<string>("--ordering")
    {
        Description = "What orders a network that is made: embedded (registration's node), fabric (Hyperledger Fabric, one Raft orderer) or fabric-bft (four BFT orderers); Fabric's programs must be on the PATH. / 新建网络的排序方式；Fabric 程序须在 PATH 中。",
        DefaultValueFactory = _ => Embedded,
    }.AcceptOnlyFromAmong(Embedded, Raft, Bft);

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(Folder);
        command.Options.Add(Processes);
        command.Options.Add(Ordering);
    }

    /// <summary>How Fabric's orderers are to agree; null when a node is to order.</summary>
    public FabricOrderingService? Fabric(ParseResult parsed) => parsed.GetValue(Ordering) switch
    {
        Raft => FabricOrderingService.Raft,
        Bft => FabricOrderingService.Bft,
        _ => null,
    };

    /// <summary>Where the nodes are to run.</summary>
    public NodePlacement Placement(ParseResult parsed) =>
        parsed.GetValue(Processes) ? NodePlacement.ProcessPerDepartment : NodePlacement.OneProcess;
}
