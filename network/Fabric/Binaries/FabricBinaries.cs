using System.Globalization;
using System.Text.RegularExpressions;

namespace Ledger.Network;

/// <summary>Fabric's programs, found on the path, and its builder for chaincode as a service.</summary>
internal sealed partial record FabricBinaries
{
    /// <summary>Environment variable that names the builder's folder.</summary>
    public const string BuilderVariable = "FABRIC_CCAAS_BUILDER";

    private static readonly string[] Names = ["peer", "orderer", "cryptogen", "configtxgen", "osnadmin"];
    private static readonly string[] BuilderPrograms = ["detect", "build", "release"];

    public required string Peer { get; init; }

    public required string Orderer { get; init; }

    public required string Cryptogen { get; init; }

    public required string Configtxgen { get; init; }

    public required string Osnadmin { get; init; }

    /// <summary>The folder that holds <c>bin/</c>.</summary>
    public required string Builder { get; init; }

    /// <summary>Finds them.</summary>
    /// <param name="options">Where to look.</param>
    /// <exception cref="LocalNetworkException">Some are missing; the message names them.</exception>
    public static FabricBinaries Find(FabricNetworkOptions options)
    {
        if (OperatingSystem.IsWindows())
            throw new LocalNetworkException("The Fabric network needs Linux or macOS.", "Fabric 网络需要 Linux 或 macOS。");
        var folders = options.SearchPath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var found = Names.ToDictionary(
            name => name,
            name => folders.Select(folder => Path.GetFullPath(Path.Combine(folder, name))).FirstOrDefault(IsExecutable),
            StringComparer.Ordinal);
        var missing = string.Join(", ", Names.Where(name => found[name] is null));
        if (missing.Length > 0)
        {
            throw new LocalNetworkException(
                $"Not on the PATH: {missing}. Get the release of Hyperledger Fabric 2.5 or 3.x for this system, unpack it and put its bin folder on the PATH.",
                $"PATH 中缺少：{missing}。请下载适用于本系统的 Hyperledger Fabric 2.5 或 3.x 发行包，解压后将其 bin 目录加入 PATH。");
        }

        return new FabricBinaries
        {
            Peer = found["peer"]!,
            Orderer = found["orderer"]!,
            Cryptogen = found["cryptogen"]!,
            Configtxgen = found["configtxgen"]!,
            Osnadmin = found["osnadmin"]!,
            Builder = FindBuilder(options, found["peer"]!),
        };
    }

    /// <summary>Refuses programs of a version that this network is not made for.</summary>
    /// <param name="service">Byzantine fault tolerance needs 3.x.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The peer's version.</returns>
    /// <exception cref="LocalNetworkException">Another version; the message tells which was seen.</exception>
    public async Task<string> RequireVersionAsync(FabricOrderingService service, CancellationToken ct)
    {
        var seen = "";
        foreach (var program in (string[])[Orderer, Peer])
        {
            seen = ParseVersion(await FabricTool.RunAsync(program, ["version"], FabricEnvironment.Clean(), ct)) ?? "?";
            RequireVersion(program, seen, service);
        }

        return seen;
    }

    /// <summary>The version in what a program prints about itself; null when there is none.</summary>
    public static string? ParseVersion(string output) => Version().Match(output) is { Success: true } match ? match.Groups["version"].Value : null;

    /// <inheritdoc cref="RequireVersionAsync"/>
    public static void RequireVersion(string program, string seen, FabricOrderingService service)
    {
        var parts = seen.Split('.');
        var known = parts.Length >= 2 && int.TryParse(parts[0], CultureInfo.InvariantCulture, out var major)
            && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var minor)
            ? (Major: major, Minor: minor)
            : default;
        var (wanted, fits) = service == FabricOrderingService.Bft ? ("3.x", known.Major == 3)
            : ("2.5 / 3.x", known is { Major: 2, Minor: >= 5 } or { Major: 3 });
        if (!fits)
        {
            throw new LocalNetworkException(
                $"{program} is version {seen}; wanted is {wanted}.",
                $"{program} 的版本为 {seen}，需要 {wanted}。");
        }
    }

    private static string FindBuilder(FabricNetworkOptions options, string peer)
    {
        string[] candidates = options.ChaincodeBuilder is { Length: > 0 } given
            ? [given]
            : [BuilderBeside(peer), BuilderBeside(File.ResolveLinkTarget(peer, returnFinalTarget: true)?.FullName ?? peer)];
        return candidates.Select(Path.GetFullPath).FirstOrDefault(folder => BuilderPrograms.All(name => IsExecutable(Path.Combine(folder, "bin", name))))
            ?? throw new LocalNetworkException(
                $"Fabric's builder for chaincode as a service (bin/detect, bin/build, bin/release) is not in {string.Join(" or ", candidates.Distinct(StringComparer.Ordinal))}; the release has it in builders/ccaas. Name its folder in {BuilderVariable}.",
                $"未找到 Fabric 的 ccaas 构建器（bin/detect、bin/build、bin/release），发行包中位于 builders/ccaas；请用环境变量 {BuilderVariable} 指明其目录。");
    }

    private static string BuilderBeside(string peer) => Path.Combine(Path.GetDirectoryName(peer)!, "..", "builders", "ccaas");

    private static bool IsExecutable(string file) =>
        !OperatingSystem.IsWindows() && File.Exists(file)
        && (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != UnixFileMode.None;

    [GeneratedRegex(@"^\s*Version:\s*v?(?<version>\S+)", RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Version();
}
