namespace Ledger.Log;

/// <summary>Outcome of checking an inclusion or consistency proof. Only <see cref="Valid"/> proves anything.</summary>
public enum MerkleResult
{
    /// <summary>The proof leads to the roots given.</summary>
    Valid = 0,

    /// <summary>A size is over 2^63 − 1.</summary>
    SizeTooLarge,

    /// <summary>Inclusion: the index is not below the size.</summary>
    IndexNotInTree,

    /// <summary>Consistency: the old tree is empty; that is consistent with anything and proves nothing.</summary>
    OldTreeEmpty,

    /// <summary>Consistency: the old tree is larger than the new one.</summary>
    OldTreeLarger,

    /// <summary>A hash of the proof, a root or the leaf hash is not exactly 32 bytes long.</summary>
    WrongHashLength,

    /// <summary>The proof has fewer hashes than the way to the root has steps.</summary>
    ProofTooShort,

    /// <summary>The proof has more hashes than the way to the root has steps, or more than 63.</summary>
    ProofTooLong,

    /// <summary>The proof leads to another root than the one given.</summary>
    RootDiffers,

    /// <summary>Consistency: the proof does not contain the old root, so the old tree is no prefix of the new one.</summary>
    OldRootDiffers,
}
