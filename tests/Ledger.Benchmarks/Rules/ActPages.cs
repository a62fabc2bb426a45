using System.Security.Cryptography;
using Ledger.Chain;
using Ledger.Contracts.Tests;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Benchmarks;

/// <summary>One act with the pages it is judged on, in memory: nothing but the rules takes time here.</summary>
internal sealed class ActPages : IContractContext
{
    private readonly Dictionary<string, Page> pages;
    private readonly Dictionary<string, ReadOnlyMemory<byte>?> writes = new(StringComparer.Ordinal);
    private readonly byte[] nonce = new byte[16];
    private readonly byte[] leafHash = SHA256.HashData("act"u8);

    private ActPages(SceneAct act, Dictionary<string, Page> pages)
    {
        this.pages = pages;
        Signer = new Signer(act.Signer, new byte[16]);
        TimeMs = act.Ledger.TimeMs + 1_000;
        Event = new Event { Type = act.Event.Descriptor.FullName, Body = Google.Protobuf.MessageExtensions.ToByteString(act.Event) };
    }

    /// <summary>The act.</summary>
    public Event Event { get; }

    public string Origin => TestLedger.Origin;

    public uint Profile => 2;

    public ulong TimeMs { get; }

    public ReadOnlyMemory<byte> Nonce => nonce;

    public ReadOnlyMemory<byte> LeafHash => leafHash;

    public Signer Signer { get; }

    /// <summary>Pages that the act read, of the last run.</summary>
    public int Reads { get; private set; }

    /// <summary>Pages that the act wrote, of the last run.</summary>
    public int Writes => writes.Count;

    /// <summary>An act that is ready, with a copy of its ledger.</summary>
    public static ActPages Of(SceneAct ready)
    {
        var act = ready.Copy();
        act.Ledger.Counter.Serve(act.Signer, act.Event);
        return new(act, act.Ledger.Pages.ToDictionary(static page => page.Key, static page => Canonical.Parse<Page>(page.Value), StringComparer.Ordinal));
    }

    /// <summary>Forgets what was written.</summary>
    public void Reset()
    {
        writes.Clear();
        Reads = 0;
    }

    public Page? Read(string key)
    {
        Reads++;
        if (!writes.TryGetValue(key, out var written))
            return pages.GetValueOrDefault(key);
        return written is { } body ? new Page { TimeMs = TimeMs, Body = Google.Protobuf.UnsafeByteOperations.UnsafeWrap(body) } : null;
    }

    public void Write(string key, ReadOnlyMemory<byte> body) => writes[key] = body;

    public void Delete(string key) => writes[key] = null;
}
