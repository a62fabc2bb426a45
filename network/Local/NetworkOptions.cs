using System.CommandLine;
using System.Globalization;
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

    /// <summary>The rule profile that a network that is made is founded on; one that exists must be founded on it if it is given.</summary>
    public Option<uint> Profile { get; } = ProfileOption();

    /// <summary>Start processes again that end; for commands that leave a network running.</summary>
    public Option<bool> Restart { get; } = RestartOption();

    /// <summary>Whether processes are started again that end: as asked, else where each node has a process of its own.</summary>
    public bool Restarts(ParseResult parsed) => parsed.GetResult(Restart) is { Implicit: false } ? parsed.GetValue(Restart) : parsed.GetValue(Processes);

    /// <summary>An option that has processes started again that end.</summary>
    public static Option<bool> RestartOption() => new("--restart")
    {
        Description = "Start a process that ends again, at most five times in ten minutes; up --processes does unless --restart false. / 进程退出后自动重新启动，十分钟内至多五次；up --processes 默认如此，--restart false 则不。",
    };

    /// <summary>Adds what all commands share.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(Folder);
        command.Options.Add(Processes);
        command.Options.Add(Ordering);
        command.Options.Add(Profile);
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
        var asked = parsed.GetValue(Profile);
        var network = LocalNetwork.OpenOrCreate(
            new LocalNetworkOptions { Folder = parsed.GetValue(Folder)!, Fabric = Fabric(parsed), Profile = asked }, IsOrderingGiven(parsed));
        var founded = network.FoundingProfile;
        return founded == asked || parsed.GetResult(Profile) is not { Implicit: false }
            ? network
            : throw new LocalNetworkException(
                $"The network in {network.Folder} was founded on rule profile {founded}, not {asked}; name another folder, or leave --profile out.",
                $"{network.Folder} 中的网络以规则版本 {founded} 建立，而非 {asked}；请另选目录，或不用 --profile。");
    }

    private static Option<uint> ProfileOption() =>
        new Option<uint>("--profile")
        {
            Description = "Rule profile that a network that is made is founded on. / 新建网络采用的规则版本。",
            HelpName = "N",
            DefaultValueFactory = _ => Profiles.Newest.Number,
        }.AcceptOnlyFromAmong([.. Profiles.All.Select(static profile => profile.Number.ToString(CultureInfo.InvariantCulture))]);

    /// <summary>Where the nodes are to run.</summary>
    public NodePlacement Placement(ParseResult parsed) =>
        parsed.GetValue(Processes) ? NodePlacement.ProcessPerDepartment : NodePlacement.OneProcess;
}
