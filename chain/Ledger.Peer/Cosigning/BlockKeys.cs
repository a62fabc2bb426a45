using System.Diagnostics.CodeAnalysis;
using Ledger.Chain;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Peers;

/// <summary>What signing and counting need of a block: its record, its checkpoint, and who cosigns it. Safe for use by several threads.</summary>
internal sealed class BlockKeys(PeerStore store, string origin, CosignatureVerificationCache verified)
{
    private readonly Lock gate = new();
    private (ulong Block, Consortium Consortium)? consortium;

    /// <summary>A block this peer holds.</summary>
    public BlockInfo Info(ulong number) =>
        store.Head is { } head && head.Number == number
            ? head
            : (store.ReadBlock(number)
                ?? throw new StoreDamagedException($"Block {number} is lacking in {store.Path}; rebuild this peer by replay.", store.Path, number)).ToInfo();

    /// <summary>Cosigners and quorum as they stand after a block.</summary>
    public Consortium ConsortiumAt(BlockInfo info)
    {
        lock (gate)
        {
            if (consortium is { } known && known.Block == info.GovernanceBlock)
                return known.Consortium;
        }

        var read = Consortium.Read(key => store.ReadPage(key, info.Number) is { } page ? Page.Parser.ParseFrom(page) : null);
        lock (gate)
        {
            consortium = (info.GovernanceBlock, read);
        }

        return read;
    }

    /// <summary>Text of a block's checkpoint.</summary>
    public string TextOf(BlockInfo info) => new Checkpoint(origin, info.Size, info.Root).ToString();

    /// <summary>Text of the checkpoint that a line is over.</summary>
    public string TextOf(Cosigned cosigned) => new Checkpoint(origin, cosigned.Size, cosigned.Root.Span).ToString();

    /// <summary>The note of one line.</summary>
    public string NoteOf(Cosigned cosigned) => $"{TextOf(cosigned)}\n{cosigned.Line}";

    /// <summary>Verifies a line by the key it claims to be of.</summary>
    /// <param name="cosigned">The line.</param>
    /// <param name="key">The key.</param>
    /// <param name="signature">The line with its time.</param>
    public bool Verify(Cosigned cosigned, VerifierKey key, [NotNullWhen(true)] out VerifiedSignature? signature)
    {
        signature = null;
        return NoteSignature.TryParse(cosigned.Line, out var line, out _) && key.Matches(line) && verified.Verify(key, TextOf(cosigned), line, out signature);
    }

    /// <summary>Whether a size and root are this log's own; a size that is no block end is a statement about its first entries.</summary>
    /// <param name="cosigned">A line over at most as many entries as the store holds.</param>
    public bool Agrees(Cosigned cosigned) => MerkleLog.Root(cosigned.Size, store).AsSpan().SequenceEqual(cosigned.Root.Span);
}
