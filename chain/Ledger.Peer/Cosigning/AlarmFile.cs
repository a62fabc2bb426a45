using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ledger.Chain;

namespace Ledger.Peers;

/// <summary>
/// The alarms of a peer with both notes of each as evidence: a line of JSON each, behind the SHA-256 of it, in a file that
/// only its owner may read; never pruned. The store keeps a copy of every line, so that neither is lost alone. Safe for use
/// by several threads.
/// </summary>
internal sealed class AlarmFile
{
    /// <summary>Name of the file in the peer's folder.</summary>
    public const string FileName = "alarms.evidence";

    /// <summary>Alarms kept of one key: whoever signed so many roots is proven, and fills nobody's disk.</summary>
    private const int MaxOfOne = 16;

    private const int HashDigits = 64;
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly string path;
    private readonly PeerStore store;
    private readonly Lock gate = new();
    private readonly List<string> lines = [];
    private readonly Queue<string> pending = new();
    private bool torn;
    private volatile IReadOnlyList<RootAlarm> alarms = [];

    private AlarmFile(string path, PeerStore store)
    {
        this.path = path;
        this.store = store;
    }

    /// <summary>Every alarm, oldest first.</summary>
    public IReadOnlyList<RootAlarm> Alarms => alarms;

    /// <summary>Reads the file, and makes up for what it or the store's copy lacks.</summary>
    /// <exception cref="StoreDamagedException">A line is damaged that the store does not hold either.</exception>
    /// <exception cref="StoreException">It cannot be read or written.</exception>
    public static AlarmFile Open(string folder, PeerStore store)
    {
        var file = new AlarmFile(Path.Combine(folder, FileName), store);
        file.Load();
        return file;
    }

    /// <summary>Takes an alarm in: seen at once, durable with <see cref="WriteOut"/>.</summary>
    /// <returns>False when it is known, or the key has enough of them.</returns>
    public bool Add(RootAlarm alarm)
    {
        lock (gate)
        {
            if (alarms.Any(a => a.Key == alarm.Key && a.Size == alarm.Size && Text(a.Second) == Text(alarm.Second))
                || alarms.Count(a => a.Key == alarm.Key) >= MaxOfOne)
            {
                return false;
            }

            pending.Enqueue(Line(alarm));
            alarms = [.. alarms, alarm];
            return true;
        }
    }

    /// <summary>Writes what was taken in and is not durable yet; nothing when all is.</summary>
    /// <exception cref="StoreException">The disk does not take it: to be called again, until then it is seen and would be lost with the process.</exception>
    public void WriteOut()
    {
        lock (gate)
        {
            while (pending.TryPeek(out var line))
            {
                store.WriteAlarm(line);
                if (!lines.Contains(line))
                {
                    lines.Add(line);
                }

                if (torn)
                {
                    // A part of a line may stand at the end of the file, and would spoil the next one.
                    Replace(lines);
                }
                else
                {
                    torn = true;
                    Append([line]);
                }

                torn = false;
                pending.Dequeue();
            }
        }
    }

    /// <summary>Adds to one file what another one holds, without the lines of it that are damaged.</summary>
    /// <param name="from">The file that is read; may be absent.</param>
    /// <param name="to">The file that is added to; may be absent.</param>
    public static void Merge(string from, string to)
    {
        if (!File.Exists(from))
        {
            return;
        }

        var held = File.Exists(to) ? File.ReadAllLines(to) : [];
        var added = File.ReadAllLines(from).Where(line => Parse(line) is not null).Except(held, StringComparer.Ordinal).ToList();
        using var file = Create(to, FileMode.Append);
        Write(file, added);
    }

    private void Load()
    {
        var (held, damaged) = ReadFile();
        var copies = store.ReadAlarms().ToList();
        var lacking = copies.Where(copy => !held.Contains(copy)).ToList();
        if (damaged > lacking.Count)
        {
            throw new StoreDamagedException(
                $"{damaged} lines of {path} are damaged, and the store holds no copy of {damaged - lacking.Count} of them. It proves who signed two roots: "
                + "put it back from a backup, or move it away to start without what it says.",
                path);
        }

        foreach (var line in held.Where(line => !copies.Contains(line, StringComparer.Ordinal)))
        {
            store.WriteAlarm(line);
        }

        var all = held.Concat(lacking).ToList();
        if (damaged > 0)
        {
            Replace(all);
        }
        else if (lacking.Count > 0)
        {
            Append(lacking);
        }

        lines.AddRange(all);
        alarms = [.. all.Select(line => Parse(line)!).OrderBy(alarm => alarm.SeenMs)];
    }

    private (List<string> Lines, int Damaged) ReadFile()
    {
        if (!File.Exists(path))
        {
            return ([], 0);
        }

        var text = Encoding.UTF8.GetString(Try(() => File.ReadAllBytes(path)));
        var end = text.LastIndexOf('\n') + 1;
        var read = text[..end].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var valid = read.Where(line => Parse(line) is not null).Distinct(StringComparer.Ordinal).ToList();
        if (end < text.Length)
        {
            // The last line was torn by a crash before anyone relied on it.
            Replace(valid);
        }

        return (valid, read.Length - valid.Count);
    }

    private void Append(IReadOnlyList<string> added) => Try(() =>
    {
        using var file = Create(path, FileMode.Append);
        Write(file, added);
        return true;
    });

    private void Replace(IReadOnlyList<string> all) => Try(() =>
    {
        var draft = path + ".new";
        using (var file = Create(draft, FileMode.Create))
        {
            Write(file, all);
        }

        File.Move(draft, path, overwrite: true);
        return true;
    });

    private static void Write(FileStream file, IReadOnlyList<string> added)
    {
        file.Write(Encoding.UTF8.GetBytes(string.Concat(added.Select(line => line + "\n"))));
        file.Flush(flushToDisk: true);
    }

    private T Try<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The evidence of alarms in {path} cannot be read or written: {e.Message} Free space, or repair the disk or the file's mode.", e);
        }
    }

    private static FileStream Create(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    private static string Line(RootAlarm alarm)
    {
        var json = JsonSerializer.Serialize(alarm, Format);
        return $"{Hash(json)} {json}";
    }

    private static RootAlarm? Parse(string line)
    {
        if (line.Length <= HashDigits || line[..HashDigits] != Hash(line[(HashDigits + 1)..]))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<RootAlarm>(line.AsSpan(HashDigits + 1), Format);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Text(string note) => note[..(note.LastIndexOf("\n\n", StringComparison.Ordinal) + 1)];

    private static string Hash(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
}
