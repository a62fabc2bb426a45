namespace Ledger.Log;

/// <summary>Words for a refused Merkle proof.</summary>
public static class MerkleResultTexts
{
    /// <summary>Says why a proof was refused; null when it is valid.</summary>
    public static LogFault? ToFault(this MerkleResult result) => result switch
    {
        MerkleResult.Valid => null,
        MerkleResult.SizeTooLarge => new("merkle.size-too-large", "a tree size is over 2^63 − 1", "树的大小超过 2^63 − 1"),
        MerkleResult.IndexNotInTree => new("merkle.index-not-in-tree", "the entry's index is not below the tree size", "条目序号不小于树的大小"),
        MerkleResult.OldTreeEmpty
            => new("merkle.old-tree-empty", "the old tree is empty, which is consistent with anything and proves nothing", "旧树为空：与任何树都一致，不能证明任何事"),
        MerkleResult.OldTreeLarger => new("merkle.old-tree-larger", "the old tree is larger than the new one", "旧树大于新树"),
        MerkleResult.WrongHashLength => new("merkle.wrong-hash-length", "a hash, a root or the leaf hash is not 32 bytes long", "某个哈希、根或叶哈希的长度不是 32 字节"),
        MerkleResult.ProofTooShort => new("merkle.proof-too-short", "the proof has too few hashes for this tree size", "证明的哈希个数少于该树大小所需"),
        MerkleResult.ProofTooLong => new("merkle.proof-too-long", "the proof has too many hashes for this tree size", "证明的哈希个数多于该树大小所需"),
        MerkleResult.OldRootDiffers
            => new("merkle.old-root-differs", "the old root is not part of the new tree: history was rewritten, or the proof is of other trees",
                "旧根不在新树之中：历史被改写，或证明不属于这两棵树"),
        MerkleResult.RootDiffers => new("merkle.root-differs", "the proof leads to another root", "证明得出的根与给定的根不同"),
        _ => new("merkle.unknown", $"unknown outcome {(int)result}", $"未知结果 {(int)result}"),
    };
}
