namespace Ledger.Client;

/// <summary>What the notes of an alarm prove to a reader who trusts the keys of the policy and nobody's word.</summary>
public enum AlarmProof
{
    /// <summary>Two roots at one size, both signed by the key, or one by the key and the other by the quorum: a proof for everybody.</summary>
    Proven,

    /// <summary>The key signed the second root; that the ledger has another one is the word of the node asked.</summary>
    Signed,

    /// <summary>It is not by a key of the policy, or a signature does not verify: not believed.</summary>
    Unproven,
}
