using System.CommandLine;
using Ledger.Contracts;

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

    /// <summary>What orders a network that is made; one that exists must be ordered so if it is given.</summary>
    public Option<string> Ordering { get; } = new Option<string>("--ordering")
    {
        Description =
            "What orders a network that is made: embedded (registration's node), fabric (Hyperledger Fabric, one Raft orderer) or fabric-bft (four BFT orderers); Fabric's programs must be on the PATH. One that exists keeps its own. / 新建网络的排序方式，已有网络保持不变；Fabric 程序须在 PATH 中。",
        DefaultValueFactory = _ => Embedded,
    }.AcceptOnlyFromAmong(Embedded, Raft, Bft);

    /// <summary>A network that is made is founded on the rule profile that is being written.</summary>
    public Option<bool> DraftProfile { get; } = new("--draft-profile")
    {
        Description = $"Found a network that is made on rule profile {Profiles.Draft.Number}, which is still being written: nobody can keep its ledger, the next build may refuse it. "
            + $"/ 新建网络采用正在编写的规则版本 {Profiles.Draft.Number}：其账本不可保留，以后的程序可能无法使用。",
    };

    /// <summary>Start processes again that end; for commands that leave a network running.</summary>
    public Option<bool> Restart { get; } = RestartOption();

    /// <summary>An option that has processes started again that end.</summary>
    public static Option<bool> RestartOption() => new("--restart")
    {
        Description = "Start a process that ends again, at most five times in ten minutes. / 进程退出后自动重新启动，十分钟内至多五次。",
    };

    /// <summary>Adds what all commands share.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(Folder);
        command.Options.Add(Processes);
        command.Options.Add(Ordering);
        command.Options.Add(DraftProfile);
    }

    /// <summary>How Fabric's orderers are to agree; null when a node is to order.</summary>
    public FabricOrderingService? Fabric(ParseResult parsed) => parsed.GetValue(Ordering) switch
    {
        Raft => FabricOrderingService.Raft,
        Bft => FabricOrderingService.Bft,
        _ => null,
    };

    /// <summary>Whether the caller named what is to order.</summary>
    public bool IsOrderingGiven(ParseResult parsed) => parsed.GetResult(Ordering) is { Implicit: false };

    /// <summary>Opens the network that was asked for, or makes it.</summary>
    /// <exception cref="LocalNetworkException">It exists and is ordered otherwise, or by other rules, than was asked for.</exception>
    public LocalNetwork Open(ParseResult parsed)
    {
        var network = LocalNetwork.OpenOrCreate(
            Drafted(new LocalNetworkOptions { Folder = parsed.GetValue(Folder)!, Fabric = Fabric(parsed) }, parsed), IsOrderingGiven(parsed));
        return network.Nodes[0].DraftProfile || !parsed.GetValue(DraftProfile)
            ? network
            : throw new LocalNetworkException(
                $"The network in {network.Folder} was not made for the rule profile that is being written; name another folder, or leave --draft-profile out.",
                $"{network.Folder} 中的网络并非为正在编写的规则版本而建；请另选目录，或不用 --draft-profile。");
    }

    /// <summary>Options of a network that is made, on the rules that were asked for.</summary>
    public LocalNetworkOptions Drafted(LocalNetworkOptions options, ParseResult parsed) =>
        parsed.GetValue(DraftProfile) ? options with { Profile = (int)Profiles.Draft.Number, DraftProfile = true } : options;

    /// <summary>Where the nodes are to run.</summary>
    public NodePlacement Placement(ParseResult parsed) =>
        parsed.GetValue(Processes) ? NodePlacement.ProcessPerDepartment : NodePlacement.OneProcess;
}
