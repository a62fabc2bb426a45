using System.Collections;

namespace Ledger.Network;

/// <summary>
/// Environments of Fabric's programs. Every setting of theirs can be overridden by a variable, so what the caller's shell has set
/// for another network must not reach them: a peer started with an administrator's <c>CORE_PEER_MSPCONFIGPATH</c> would run as that
/// administrator.
/// </summary>
internal static class FabricEnvironment
{
    /// <summary>How log lines look (<c>FABRIC_LOGGING_FORMAT</c>); Fabric's own way colours them.</summary>
    public const string LoggingFormat = "%{time:2006-01-02T15:04:05.000Z07:00} %{level:.4s} [%{module}] %{shortfunc} -> %{message}";

    private static readonly string[] Prefixes = ["CORE_", "ORDERER_", "CONFIGTX_", "FABRIC_", "CHAINCODE_", "OSNADMIN_"];

    /// <summary>This process's environment without Fabric's own variables.</summary>
    public static Dictionary<string, string> Clean() => Clean(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value ?? "")));

    /// <summary>An environment without Fabric's own variables.</summary>
    public static Dictionary<string, string> Clean(IEnumerable<KeyValuePair<string, string>> environment) => environment
        .Where(variable => !Prefixes.Any(prefix => variable.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
        .ToDictionary(StringComparer.Ordinal);
}
