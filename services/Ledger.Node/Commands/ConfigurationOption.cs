using System.CommandLine;

namespace Ledger.Node;

internal static class ConfigurationOption
{
    public static Option<string[]> Several() => new("--config")
    {
        Description = "Configuration file; several for several nodes in one process. / 配置文件，可给出多个。",
        HelpName = "FILE",
        Required = true,
        Arity = ArgumentArity.OneOrMore,
    };

    public static Option<bool> Json() => new("--json")
    {
        Description = "Print JSON for programs. / 输出 JSON。",
    };

    public static Option<string> One() => new("--config")
    {
        Description = "Configuration file of the node. / 节点的配置文件。",
        HelpName = "FILE",
        Required = true,
    };
}
