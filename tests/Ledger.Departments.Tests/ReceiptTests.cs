using Google.Protobuf;
using Grpc.Core;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>Receipts of a bank's envelope: for the bank that signed it, wherever it asks, and for finance, which submitted it.</summary>
public sealed class ReceiptTests
{
    [Fact(Timeout = 300_000)]
    public async Task A_banks_receipt_goes_to_the_bank_and_to_finance_and_to_nobody_else()
    {
        await using var city = await Mortgages.CityAsync();
        var leaf = city.Store("finance").Find(1)!.Outcome!.LeafHash;

        var atRegistration = await AskAsync(city, "registration", city["bank-a"].Operator, leaf);
        var atFinance = await AskAsync(city, "finance", city["bank-a"].Operator, leaf);
        var submitter = await AskAsync(city, "finance", city["finance"].Operator, leaf);
        var administrator = await AskAsync(city, "finance", city["finance"].Issue("administrator"), leaf);

        Assert.Equal(leaf.ToByteArray(), MerkleHash.Leaf(atRegistration.Entry.Span));
        Assert.All([atFinance, submitter, administrator], receipt => Assert.Equal(atRegistration.Entry, receipt.Entry));
        await RefusedAsync(city, "registration", "bank-b", leaf);
        await RefusedAsync(city, "finance", "bank-b", leaf);
        await RefusedAsync(city, "registration", "registration", leaf);
        await RefusedAsync(city, "registration", "finance", leaf);
        await RefusedAsync(city, "finance", "registration", leaf);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_bank_whose_keys_were_replaced_still_gets_the_receipts_of_what_they_signed()
    {
        await using var city = await Mortgages.CityAsync();
        var bank = city["bank-a"];
        var (second, third) = (bank.Issue("signer"), bank.Issue("signer"));
        var underFirst = city.Store("finance").Find(1)!.Outcome!.LeafHash;

        await ReplaceAsync(1_000_001, bank.Signer, second);
        var revoke = new RevokeCertificate
        {
            CreditCode = bank.Member.CreditCode,
            Certificate = ByteString.CopyFrom(bank.Issue("operator").Certificate.RawData)
        };
        var underSecond = ByteString.CopyFrom(await Governance.SubmitAsync(city, 1_000_000, second, revoke));
        await ReplaceAsync(1_000_002, second, third);

        Assert.All([bank.Signer, second], key => Assert.Null(city.Peer.Reader.ReadPage(Chain.PageKeys.Key(key.Signer.KeyId().Span))));
        foreach (var leaf in new[] { underFirst, underSecond })
        {
            Assert.Equal(leaf.ToByteArray(), MerkleHash.Leaf((await AskAsync(city, "registration", bank.Operator, leaf)).Entry.Span));
            await RefusedAsync(city, "registration", "bank-b", leaf);
        }

        Task<byte[]> ReplaceAsync(ulong sequence, TestCertificate old, TestCertificate next) => Governance.SubmitAsync(
            city,
            sequence,
            city["registration"].Signer,
            new ReplaceKeys
            {
                CreditCode = bank.Member.CreditCode,
                SignerCertificate = ByteString.CopyFrom(next.Certificate.RawData),
                RetiredKeyIds = { ByteString.CopyFrom(old.Signer.KeyId().Span) },
            });
    }

    private static async Task<Receipt> AskAsync(TestCity city, string department, TestCertificate certificate, ByteString leaf)
    {
        var client = new LedgerService.LedgerServiceClient(city.Connect(department, certificate));
        while (true)
        {
            try
            {
                return await client.GetReceiptAsync(new() { LeafHash = leaf }, cancellationToken: TestCity.Limit);
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.Unavailable)
            {
                // Ordered; its quorum is outstanding.
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        }
    }

    private static async Task RefusedAsync(TestCity city, string department, string organisation, ByteString leaf)
    {
        var client = new LedgerService.LedgerServiceClient(city.Connect(department, city[organisation].Operator));
        var refused = await Details.RefusedAsync(
            StatusCode.PermissionDenied, client.GetReceiptAsync(new() { LeafHash = leaf }, cancellationToken: TestCity.Limit).ResponseAsync);
        Assert.Contains("organisation that signed", Details.Of<AccessFailure>(refused).Single().MessageEn, StringComparison.Ordinal);
    }
}
