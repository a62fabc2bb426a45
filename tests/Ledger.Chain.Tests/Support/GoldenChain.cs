using System.Text.Json;

namespace Ledger.Chain.Tests;

/// <summary>The golden chain as it lies in its file.</summary>
internal sealed record GoldenChain(string GenesisEntry, string GenesisSha256, IReadOnlyList<GoldenBlock> Blocks)
{
    public const string FileName = "chain.json";

    public GenesisBlock Genesis => GenesisBlock.Load(Convert.FromHexString(GenesisEntry), Convert.FromHexString(GenesisSha256));

    public static GoldenChain Load() => JsonSerializer.Deserialize<GoldenChain>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", FileName)))!;
}
