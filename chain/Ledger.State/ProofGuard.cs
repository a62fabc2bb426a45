namespace Ledger.State;

/// <summary>What a state proof must fulfil (formats.md, sections 8 and 12), in the order of checking.</summary>
public enum ProofGuard
{
    /// <summary>No guard failed: the proof is valid.</summary>
    None,

    /// <summary>The proof has at most <see cref="StateProofSpec.MaxProofSize"/> bytes.</summary>
    Size,

    /// <summary>The proof is a CommitmentProof in its one encoding, without anything else.</summary>
    Encoding,

    /// <summary>The proof is of the kind asked for: existence or absence.</summary>
    ProofKind,

    /// <summary>The key is the one asked for and not empty.</summary>
    Key,

    /// <summary>The value is the one asked for and not empty.</summary>
    Value,

    /// <summary>The leaf operation is exactly that of the specification.</summary>
    LeafOperation,

    /// <summary>A path has at most <see cref="StateProofSpec.MaxSteps"/> steps.</summary>
    StepCount,

    /// <summary>Each step is SHA-256 over the tag and exactly one sibling.</summary>
    StepForm,

    /// <summary>Step i, counted from the root, is on the side that bit i of SHA-256(key) says.</summary>
    StepSide,

    /// <summary>The path leads to the root.</summary>
    Root,

    /// <summary>An absence proof shows one neighbour at least.</summary>
    Neighbours,

    /// <summary>SHA-256 of left neighbour, key and right neighbour are in this order.</summary>
    NeighbourOrder,

    /// <summary>Nothing stands between the neighbours, or beyond the only one.</summary>
    NeighbourGap,
}
