using System.CommandLine;

namespace Ledger.Network;

/// <summary>The options that every command on a local network shares.</summary>
internal sealed class NetworkOptions
{
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

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(Folder);
        command.Options.Add(Processes);
    }

    /// <summary>Where the nodes are to run.</summary>
    public NodePlacement Placement(ParseResult parsed) =>
        parsed.GetValue(Processes) ? NodePlacement.ProcessPerDepartment : NodePlacement.OneProcess;
}
