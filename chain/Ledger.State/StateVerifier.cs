using Google.Protobuf;
using Ledger.State.Ics23;

namespace Ledger.State;

/// <summary>
/// Checks state proofs with every guard of formats.md, section 8. Pure, and never throws on any input: a proof is
/// somebody else's bytes.
/// </summary>
/// <remarks>
/// Stricter than a stock ICS 23 verifier, which neither compares the sides of the steps with the key's hash nor refuses
/// other encodings of the same proof.
/// </remarks>
public static class StateVerifier
{
    /// <summary>Bytes of a key, value or root that a verdict's detail shows, at most.</summary>
    private const int MaxShown = 64;

    private static readonly LeafOp ExpectedLeaf = StateProofSpec.LeafOp();
    private static readonly MessageParser<CommitmentProof> Parser = CommitmentProof.Parser.WithDiscardUnknownFields(true);

    /// <summary>Checks that <paramref name="key"/> has <paramref name="value"/> under <paramref name="root"/>.</summary>
    /// <param name="root">The state root, 32 bytes.</param>
    /// <param name="key">The key asked for.</param>
    /// <param name="value">The value it should have, for the ledger's pages their SHA-256.</param>
    /// <param name="proof">An encoded <see cref="CommitmentProof"/>.</param>
    public static ProofVerdict VerifyExistence(
        ReadOnlySpan<byte> root, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, ReadOnlySpan<byte> proof)
    {
        if (Parse(proof, out var parsed) is { IsValid: false } refused)
            return refused;

        if (parsed.ProofCase != CommitmentProof.ProofOneofCase.Exist)
            return Refuse(ProofGuard.ProofKind, $"An existence proof is wanted; this is {parsed.ProofCase}.");

        if (!parsed.Exist.Key.Span.SequenceEqual(key))
            return Refuse(ProofGuard.Key, $"The proof is of key {Hex(parsed.Exist.Key.Span)}; asked for is {Hex(key)}.");

        if (!parsed.Exist.Value.Span.SequenceEqual(value))
            return Refuse(ProofGuard.Value, $"The proof is of value {Hex(parsed.Exist.Value.Span)}; asked for is {Hex(value)}.");

        return CheckExistence(root, parsed.Exist, "The proof");
    }

    /// <summary>Checks that <paramref name="key"/> has no value under <paramref name="root"/>.</summary>
    /// <param name="root">The state root, 32 bytes.</param>
    /// <param name="key">The key asked for.</param>
    /// <param name="proof">An encoded <see cref="CommitmentProof"/>.</param>
    public static ProofVerdict VerifyAbsence(ReadOnlySpan<byte> root, ReadOnlySpan<byte> key, ReadOnlySpan<byte> proof)
    {
        if (Parse(proof, out var parsed) is { IsValid: false } refused)
            return refused;

        if (parsed.ProofCase != CommitmentProof.ProofOneofCase.Nonexist)
            return Refuse(ProofGuard.ProofKind, $"An absence proof is wanted; this is {parsed.ProofCase}.");

        var absence = parsed.Nonexist;
        if (absence.Key.IsEmpty || !absence.Key.Span.SequenceEqual(key))
            return Refuse(ProofGuard.Key, $"The proof is of key {Hex(absence.Key.Span)}; asked for is {Hex(key)}.");

        if (absence.Left is null && absence.Right is null)
            return Refuse(ProofGuard.Neighbours, "An absence proof shows at least one neighbour; this one shows none.");

        var keyHash = StateHash.Key(key);
        if (absence.Left is { } left)
        {
            if (CheckExistence(root, left, "The left neighbour") is { IsValid: false } leftRefused)
                return leftRefused;

            if (StateHash.Key(left.Key.Span) >= keyHash)
                return Refuse(ProofGuard.NeighbourOrder, "The left neighbour's hash is not less than the key's.");
        }

        if (absence.Right is { } right)
        {
            if (CheckExistence(root, right, "The right neighbour") is { IsValid: false } rightRefused)
                return rightRefused;

            if (StateHash.Key(right.Key.Span) <= keyHash)
                return Refuse(ProofGuard.NeighbourOrder, "The right neighbour's hash is not greater than the key's.");
        }

        return CheckGap(absence.Left, absence.Right);
    }

    private static ProofVerdict Parse(ReadOnlySpan<byte> encoded, out CommitmentProof proof)
    {
        proof = new CommitmentProof();
        if (encoded.Length > StateProofSpec.MaxProofSize)
        {
            return Refuse(
                ProofGuard.Size, $"A proof has at most {StateProofSpec.MaxProofSize} bytes; this one has {encoded.Length}.");
        }

        try
        {
            proof = Parser.ParseFrom(encoded);
        }
        catch (InvalidProtocolBufferException e)
        {
            return Refuse(ProofGuard.Encoding, $"The bytes are no CommitmentProof: {e.Message}");
        }

        // Unknown and repeated fields, long varints and another order all encode differently again.
        return proof.ToByteString().Span.SequenceEqual(encoded)
            ? ProofVerdict.Valid
            : Refuse(ProofGuard.Encoding, "The bytes are not the one encoding of the CommitmentProof they hold.");
    }

    private static ProofVerdict CheckExistence(ReadOnlySpan<byte> root, ExistenceProof proof, string subject)
    {
        if (proof.Key.IsEmpty)
            return Refuse(ProofGuard.Key, $"{subject} has an empty key.");

        if (proof.Value.IsEmpty)
            return Refuse(ProofGuard.Value, $"{subject} has an empty value.");

        if (!ExpectedLeaf.Equals(proof.Leaf))
            return Refuse(ProofGuard.LeafOperation, $"{subject} has a leaf operation other than that of the specification, {ExpectedLeaf}.");

        if (proof.Path.Count > StateProofSpec.MaxSteps)
        {
            return Refuse(
                ProofGuard.StepCount, $"{subject} has {proof.Path.Count} steps; {StateProofSpec.MaxSteps} are allowed.");
        }

        var keyHash = StateHash.Key(proof.Key.Span);
        Span<byte> hash = stackalloc byte[Hash256.Size];
        StateHash.Leaf(keyHash, proof.Value.Span).Write(hash);
        Span<byte> children = stackalloc byte[2 * Hash256.Size];
        for (var i = 0; i < proof.Path.Count; i++)
        {
            var step = proof.Path[i];
            var depth = proof.Path.Count - 1 - i;
            if (Side(step) is not { } side)
            {
                return Refuse(
                    ProofGuard.StepForm, $"{subject} has a step {depth} (from the root) that is not the tag and one sibling.");
            }

            if (side != keyHash.Bit(depth))
            {
                return Refuse(
                    ProofGuard.StepSide,
                    $"{subject} has a step {depth} (from the root) on side {side}; the key's hash says {keyHash.Bit(depth)}.");
            }

            hash.CopyTo(children[(side * Hash256.Size)..]);
            Sibling(step, side).CopyTo(children[((1 - side) * Hash256.Size)..]);
            StateHash.Inner(children, hash);
        }

        return root.SequenceEqual(hash)
            ? ProofVerdict.Valid
            : Refuse(ProofGuard.Root, $"{subject} leads to root {Hex(hash)}; wanted is {Hex(root)}.");
    }

    /// <summary>Checks that two valid existence proofs are of adjacent leaves, or the only one is of the first or last leaf.</summary>
    private static ProofVerdict CheckGap(ExistenceProof? left, ExistenceProof? right)
    {
        if (left is null || right is null)
        {
            var (only, outward, name) = left is null ? (right!, 0, "right") : (left, 1, "left");
            return KeepsTo(only, outward, 0)
                ? ProofVerdict.Valid
                : Refuse(ProofGuard.NeighbourGap, $"The {name} neighbour is the only one shown, but not the outermost leaf.");
        }

        // The sides are those of the hashes' bits, so the paths part where the hashes do, left and right.
        var parting = StateHash.Key(left.Key.Span).CommonBits(StateHash.Key(right.Key.Span));
        if (parting >= left.Path.Count || parting >= right.Path.Count)
            return Refuse(ProofGuard.NeighbourGap, "The neighbours' paths do not part: one would stand below the other.");

        for (var depth = 0; depth < parting; depth++)
        {
            if (!StepAt(left, depth).Equals(StepAt(right, depth)))
                return Refuse(ProofGuard.NeighbourGap, $"The neighbours' paths differ in step {depth}, above where their hashes part.");
        }

        return KeepsTo(left, 1, parting + 1) && KeepsTo(right, 0, parting + 1)
            ? ProofVerdict.Valid
            : Refuse(ProofGuard.NeighbourGap, "There may be leaves between the neighbours shown.");
    }

    /// <summary>Whether every step from a depth on is on one side, or has an empty sibling.</summary>
    private static bool KeepsTo(ExistenceProof proof, int side, int fromDepth)
    {
        for (var depth = fromDepth; depth < proof.Path.Count; depth++)
        {
            var step = StepAt(proof, depth);
            var actual = step.Suffix.IsEmpty ? 1 : 0;
            if (actual != side && !Sibling(step, actual).SequenceEqual(StateHash.Empty))
                return false;
        }

        return true;
    }

    private static InnerOp StepAt(ExistenceProof proof, int depth) => proof.Path[proof.Path.Count - 1 - depth];

    /// <summary>The side a step is on, or null if it is not of the one form.</summary>
    private static int? Side(InnerOp step)
    {
        var tag = StateHash.InnerTag;
        if (step.Hash != HashOp.Sha256 || !step.Prefix.Span.StartsWith(tag))
            return null;

        return (step.Prefix.Length - tag.Length, step.Suffix.Length) switch
        {
            (0, Hash256.Size) => 0,
            (Hash256.Size, 0) => 1,
            _ => null,
        };
    }

    private static ReadOnlySpan<byte> Sibling(InnerOp step, int side) =>
        side == 0 ? step.Suffix.Span : step.Prefix.Span[StateHash.InnerTag.Length..];

    private static ProofVerdict Refuse(ProofGuard guard, string detail) => new(guard, detail);

    private static string Hex(ReadOnlySpan<byte> bytes) =>
        bytes.Length <= MaxShown ? Convert.ToHexStringLower(bytes) : $"{Convert.ToHexStringLower(bytes[..MaxShown])}… ({bytes.Length} bytes)";
}
