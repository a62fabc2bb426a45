using System.Text;
using static Ledger.Log.Tests.TestDepartments;

namespace Ledger.Log.Tests;

public sealed class TlogProofTests
{
    private readonly Policy policy = TestDepartments.Policy(4);
    private readonly TestLog log = new(13);
    private readonly Checkpoint tree;
    private readonly TlogProof proof;

    public TlogProofTests()
    {
        tree = new Checkpoint(Origin, 13, log.Frontier.Root());
        proof = new TlogProof(6, MerkleLog.InclusionProof(6, 13, log.Store), Note(tree, 1, 2, 3, 4));
    }

    [Fact]
    public void A_proof_reads_back_as_written_and_verifies()
    {
        var parsed = TlogProof.Parse(proof.ToString());
        Assert.Equal(proof.ToString(), parsed.ToString());
        Assert.Equal(proof.Path, parsed.Path);
        Assert.Null(parsed.Extra);
        var verdict = parsed.Verify(log.LeafHashes[6], policy);
        Assert.True(verdict.IsValid);
        Assert.Equal(tree, verdict.Checkpoint);
        Assert.Equal(Time(1), verdict.EvidenceTime(Time(60)));
        Assert.Equal("merkle.root-differs", parsed.Verify(log.LeafHashes[7], policy).Fault?.Code);
        Assert.Equal("merkle.wrong-hash-length", parsed.Verify([], policy).Fault?.Code);
    }

    [Fact]
    public void Extra_data_is_carried_and_proves_nothing()
    {
        var extended = TlogProof.Parse(new TlogProof(6, proof.Path, proof.Note, [1, 2, 3]).ToString());
        Assert.Equal([1, 2, 3], extended.Extra);
        Assert.True(extended.Verify(log.LeafHashes[6], policy).IsValid);
    }

    [Fact]
    public void Another_byte_anywhere_in_a_proof_is_refused()
    {
        foreach (var changed in Flip.EveryByte(Encoding.UTF8.GetBytes(proof.ToString())))
        {
            var text = Encoding.UTF8.GetString(changed);
            Assert.False(TlogProof.TryParse(text, out var parsed, out _) && parsed.Verify(log.LeafHashes[6], policy).IsValid, text);
        }
    }

    [Fact]
    public void A_checkpoint_verified_once_serves_its_own_proofs_only()
    {
        var verdict = policy.Verify(proof.Note);
        for (var index = 0; index < 13; index++)
        {
            var other = new TlogProof((ulong)index, MerkleLog.InclusionProof((ulong)index, 13, log.Store), proof.Note);
            Assert.True(other.Verify(log.LeafHashes[index], verdict).IsValid);
        }

        var elsewhere = new TlogProof(6, proof.Path, Note(TestDepartments.Checkpoint("b"), 1, 2, 3, 4));
        Assert.Equal("proof.other-checkpoint", elsewhere.Verify(log.LeafHashes[6], verdict).Fault?.Code);
        var refused = policy.Verify(Note(tree, 1));
        Assert.Equal("policy.no-quorum", proof.Verify(log.LeafHashes[6], refused).Fault?.Code);
    }

    [Fact]
    public void A_path_of_sixty_three_hashes_is_read_and_one_more_refused()
    {
        var path = Enumerable.Repeat(new byte[32], 63).ToList();
        var text = new TlogProof(6, path, proof.Note).ToString();
        Assert.Equal(63, TlogProof.Parse(text).Path.Count);
        var more = text.Replace("index 6\n", $"index 6\n{Convert.ToBase64String(new byte[32])}\n", StringComparison.Ordinal);
        Assert.False(TlogProof.TryParse(more, out _, out var fault));
        Assert.Equal("proof.path-too-long", fault.Code);
        Assert.Throws<ArgumentException>(() => new TlogProof(6, [.. path, new byte[32]], proof.Note));
        Assert.Throws<ArgumentException>(() => new TlogProof(6, [new byte[31]], proof.Note));
    }

    [Theory]
    [InlineData("", "proof.malformed")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\n", "proof.malformed")]
    [InlineData("c2sp.org/tlog-proof@v1\n\nrest", "proof.index")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex\n\nrest", "proof.index")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex -1\n\nrest", "proof.index")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 00\n\nrest", "proof.index")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 18446744073709551616\n\nrest", "proof.index")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\nextra AAAA\n\nrest", "proof.hash")]
    [InlineData("c2sp.org/tlog-proof@v1\nextra AAA\nindex 0\n\nrest", "proof.extra")]
    [InlineData("c2sp.org/tlog-proof@v1\nextra AAAA\nextra AAAA\nindex 0\n\nrest", "proof.index")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\nrest", "proof.hash")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\n\nrest", "note.malformed")]
    [InlineData("c2sp.org/tlog-proof@v3\nindex 0\n\nrest", "proof.version")]
    public void A_malformed_proof_is_refused(string text, string code)
    {
        Assert.False(TlogProof.TryParse(text, out var parsed, out var fault));
        Assert.Null(parsed);
        Assert.Equal(code, fault.Code);
        Assert.Throws<LogFormatException>(() => TlogProof.Parse(text));
    }

    [Fact]
    public void A_proof_over_the_size_limit_is_refused()
    {
        var text = new TlogProof(6, proof.Path, proof.Note, new byte[TlogProof.MaxChars * 3 / 4]).ToString();
        Assert.False(TlogProof.TryParse(text, out _, out var fault));
        Assert.Equal("proof.too-large", fault.Code);
    }
}
