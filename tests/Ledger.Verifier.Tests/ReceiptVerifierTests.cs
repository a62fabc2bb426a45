using Google.Protobuf;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Verifier.Tests;

public sealed class ReceiptVerifierTests : IDisposable
{
    private readonly TestLedger ledger = new();

    public void Dispose() => ledger.Dispose();

    [Fact]
    public async Task A_receipt_that_holds_gives_entry_index_and_signer()
    {
        var index = ledger.Append([ledger.Entry(Filed())]);

        var verified = await VerifyAsync(ledger.Receipt(index));

        Assert.Equal(index, verified.Index);
        Assert.Equal("registration", verified.Signer);
        Assert.Equal(ledger.Entries[(int)index], verified.Entry);
        Assert.Equal(EntryCodec.LeafHash(verified.Entry), verified.LeafHash);
    }

    [Fact]
    public async Task Every_changed_byte_of_the_entry_is_refused()
    {
        var index = ledger.Append([ledger.Entry(Filed())]);
        var receipt = ledger.Receipt(index);
        var entry = receipt.Entry.ToByteArray();
        for (var i = 0; i < entry.Length; i++)
        {
            var changed = entry.ToArray();
            changed[i] ^= 1;
            await Assert.ThrowsAsync<UntrustedReplyException>(
                () => VerifyAsync(new Receipt { Entry = ByteString.CopyFrom(changed), TlogProof = receipt.TlogProof }));
        }
    }

    [Fact]
    public async Task Every_changed_character_of_the_proof_is_refused()
    {
        // Three cosigners sign and three are wanted, so that each line counts.
        ledger.Append([ledger.Entry(Filed()), ledger.Entry(Filed()), ledger.Entry(Filed())]);
        var receipt = ledger.Receipt(1, ledger.Note(signing: 3));
        for (var i = 0; i < receipt.TlogProof.Length; i++)
        {
            var changed = receipt.TlogProof.ToCharArray();
            changed[i] = changed[i] == 'B' ? 'C' : 'B';
            await Assert.ThrowsAnyAsync<UntrustedReplyException>(() => VerifyAsync(new Receipt { Entry = receipt.Entry, TlogProof = new string(changed) }));
        }
    }

    [Fact]
    public async Task A_receipt_of_a_seal_is_refused()
    {
        ledger.Append([ledger.Entry(Filed())]);
        var refusal = await Assert.ThrowsAsync<UntrustedReplyException>(() => VerifyAsync(ledger.Receipt(ledger.Size - 1)));
        Assert.Equal("receipt.no-envelope", refusal.Fault.Code);
    }

    [Fact]
    public async Task A_receipt_of_an_unknown_signer_is_refused()
    {
        var index = ledger.Append([ledger.Entry(Filed())]);
        using var nobody = new SignerDirectory();
        var verifier = new ReceiptVerifier(TestLedger.Origin, nobody, ledger.Trail());

        var refusal = await Assert.ThrowsAsync<UntrustedReplyException>(
            () => verifier.VerifyAsync(ledger.Receipt(index), null, ledger.FetchAsync, CancellationToken.None));

        Assert.Equal("receipt.unknown-signer", refusal.Fault.Code);
    }

    [Fact]
    public async Task A_signature_over_other_bytes_is_refused_even_when_the_log_includes_it()
    {
        var envelope = EntryCodec.Parse(ledger.Entry(Filed())).Envelope;
        envelope.Payload = ledger.Payload(Filed("441900A21050000002")).ToByteString();
        var index = ledger.Append([EntryCodec.Encode(envelope)]);

        var refusal = await Assert.ThrowsAsync<UntrustedReplyException>(() => VerifyAsync(ledger.Receipt(index)));

        Assert.Equal("receipt.bad-signature", refusal.Fault.Code);
    }

    [Fact]
    public async Task A_receipt_for_another_ledger_is_refused()
    {
        var payload = ledger.Payload(Filed());
        payload.Origin = "other.localhost/test";
        var index = ledger.Append([EntryCodec.Encode(new EnvelopeSigner(ledger.SignerPrivateKey).Sign(payload))]);

        var refusal = await Assert.ThrowsAsync<UntrustedReplyException>(() => VerifyAsync(ledger.Receipt(index)));

        Assert.Equal("receipt.other-origin", refusal.Fault.Code);
    }

    private static ContractFiled Filed(string number = "441900A21050000001") => new() { Act = new Act(), ContractNumber = number };

    private Task<VerifiedReceipt> VerifyAsync(Receipt receipt) =>
        new ReceiptVerifier(TestLedger.Origin, ledger.Signers, ledger.Trail()).VerifyAsync(receipt, null, ledger.FetchAsync, CancellationToken.None);
}
