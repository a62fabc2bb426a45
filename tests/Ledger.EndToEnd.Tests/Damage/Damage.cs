namespace Ledger.EndToEnd.Tests;

/// <summary>What happens to a file, at places that a seed chooses.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Apply">Does it.</param>
internal sealed record Damage(string Name, Action<string, Random> Apply)
{
    /// <summary>Every kind; one flipped bit at several places.</summary>
    public static IReadOnlyList<Damage> All { get; } =
    [
        new("flip, first quarter", (file, random) => Flip(file, random, 0, 0.25)),
        new("flip, middle", (file, random) => Flip(file, random, 0.25, 0.75)),
        new("flip, last quarter", (file, random) => Flip(file, random, 0.75, 1)),
        new("truncate to nothing", static (file, _) => Cut(file, static _ => 0)),
        new("truncate anywhere", static (file, random) => Cut(file, length => random.NextInt64(length))),
        new("truncate by one byte", static (file, _) => Cut(file, static length => length - 1)),
        new("zero", static (file, _) => File.WriteAllBytes(file, new byte[new FileInfo(file).Length])),
        new("delete", static (file, _) => File.Delete(file)),
    ];

    private static void Flip(string file, Random random, double from, double to)
    {
        var bytes = File.ReadAllBytes(file);
        var at = (int)(bytes.Length * (from + (random.NextDouble() * (to - from))));
        bytes[at] ^= (byte)(1 << random.Next(8));
        Write(file, bytes);
    }

    private static void Cut(string file, Func<long, long> length)
    {
        using var stream = new FileStream(file, FileMode.Open);
        stream.SetLength(length(stream.Length));
    }

    /// <summary>Into the file that is there, so that its permissions stay.</summary>
    private static void Write(string file, byte[] bytes)
    {
        using var stream = new FileStream(file, FileMode.Open);
        stream.Write(bytes);
    }
}
