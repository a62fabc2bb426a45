using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Verifier.Tests;

/// <summary>Mutants of evidence: none is accepted that says anything else, or says it otherwise, than the evidence it was made from.</summary>
public sealed partial class CertificateVerifierTests
{
    [Fact]
    public void No_mutant_of_a_certificate_is_accepted()
    {
        Put(PageKeys.Encumbrances(Unit), Encumbrances(Unit));
        Put(PageKeys.Encumbrances(Parcel), Encumbrances(Parcel, Mortgage()));
        // Three cosigners sign and three are wanted, so that every line counts.
        var original = Lien(signing: 3).ToBytes();
        Assert.Equal(CertificateOutcome.Encumbered, Verifier().Verify(original).Outcome);
        var mutation = new Mutation(Mutation.ReadSeed());
        var verifier = Verifier();
        for (var i = 0; i < Mutation.Count(1_500, 25_000); i++)
        {
            var mutant = i % 2 == 0 ? mutation.OfJson(original) : mutation.OfBytes(original);
            Assert.True(
                !verifier.Verify(mutant).IsValid || IsSame(original, mutant),
                $"mutant {i} is accepted: {System.Text.Encoding.UTF8.GetString(mutant)}");
        }
    }

    [Fact]
    public async Task No_mutant_of_a_receipt_is_accepted()
    {
        ledger.Append([ledger.Entry(new ContractFiled { Act = new Act() }), ledger.Entry(new ContractFiled { Act = new Act() }),
            ledger.Entry(new ContractFiled { Act = new Act() })]);
        var original = ledger.Receipt(1, ledger.Note(signing: 3));
        var mutation = new Mutation(Mutation.ReadSeed());
        for (var i = 0; i < Mutation.Count(600, 10_000); i++)
        {
            var mutant = original.Clone();
            if (i % 4 == 0)
            {
                mutant.Entry = Google.Protobuf.ByteString.CopyFrom(mutation.OfBytes(original.Entry.ToByteArray()));
            }
            else
            {
                mutant.TlogProof = mutation.OfText(original.TlogProof);
            }

            if (mutant.Equals(original) || !await AcceptsAsync(mutant))
                continue;

            Assert.True(mutant.Entry.Equals(original.Entry) && IsSame(original.TlogProof, mutant.TlogProof), $"mutant {i} is accepted: {mutant.TlogProof}");
        }
    }

    [Fact]
    public void No_mutant_of_a_policy_accepts_what_the_policy_refuses()
    {
        // The same cosigners sign two ledgers; the log's key tells them apart.
        using var other = new TestLedger("two");
        other.Append([other.Entry(new ContractFiled { Act = new Act() })]);
        var foreign = other.Note();
        Assert.True(Policy.Parse(other.PolicyText).Verify(foreign).IsValid);
        Assert.False(Policy.Parse(ledger.PolicyText).Verify(foreign).IsValid);
        var mutation = new Mutation(Mutation.ReadSeed());
        for (var i = 0; i < Mutation.Count(400, 5_000); i++)
        {
            var mutant = mutation.OfText(ledger.PolicyText);
            Assert.False(Policy.TryParse(mutant, out var policy, out _) && policy.Verify(foreign).IsValid, mutant);
        }
    }

    private async Task<bool> AcceptsAsync(Receipt receipt)
    {
        try
        {
            await new ReceiptVerifier(TestLedger.Origin, ledger.Signers, ledger.Trail()).VerifyAsync(receipt, null, ledger.FetchAsync, CancellationToken.None);
            return true;
        }
        catch (UntrustedReplyException)
        {
            return false;
        }
    }

    /// <summary>Whether a certificate is another spelling of JSON only: no member and no value differs, and none is there twice.</summary>
    private static bool IsSame(byte[] original, byte[] mutant)
    {
        try
        {
            var strict = new JsonDocumentOptions { AllowDuplicateProperties = false };
            using var one = JsonDocument.Parse(original, strict);
            using var two = JsonDocument.Parse(mutant, strict);
            return JsonElement.DeepEquals(one.RootElement, two.RootElement) || IsSameProof(JsonNode.Parse(original)!, JsonNode.Parse(mutant)!);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Signature lines may stand in any order.</summary>
    private static bool IsSameProof(JsonNode original, JsonNode mutant)
    {
        var proofs = new[] { original, mutant }.Select(static node => node["tlog_proof"]?.GetValue<string>()).ToList();
        mutant["tlog_proof"] = proofs[0];
        return proofs is [{ } one, { } two] && IsSame(one, two) && JsonNode.DeepEquals(original, mutant);
    }

    private static bool IsSame(string original, string mutant) =>
        original.Split('\n').ToHashSet(StringComparer.Ordinal).SetEquals(mutant.Split('\n'));
}
