using Google.Protobuf;
using Grpc.Core;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Departments.Tests;

public sealed class FullDiskTests
{
    [Fact(Timeout = 300_000)]
    public async Task A_full_record_store_is_told_to_the_caller_who_loses_nothing_acknowledged_and_sends_again()
    {
        await using var city = new TestCity { Limits = new() { RecordStoreBytes = 256 * 1024 } };
        await city.StartAsync("registration");
        var clerk = new Clerk(city, "registration", city["registration"].Operator);
        var acknowledged = new List<WriteReply>();
        RegistrationWriteRequest request;
        RpcException? full = null;
        do
        {
            request = Large(acknowledged.Count + 1);
            try
            {
                acknowledged.Add(await clerk.OpenAsync(request));
            }
            catch (RpcException e)
            {
                full = e;
            }
        }
        while (full is null);

        Assert.Equal(StatusCode.Unavailable, full.StatusCode);
        Assert.Contains("disk is full; nothing was kept", full.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("记录库磁盘已满", full.Status.Detail, StringComparison.Ordinal);
        Assert.Single(Details.Of<Google.Rpc.RetryInfo>(full));
        Assert.NotEmpty(acknowledged);
        await AllKeptAsync();

        await city.StopAsync("registration");
        city.Limits = new();
        await city.StartAsync("registration");

        clerk = new Clerk(city, "registration", city["registration"].Operator);
        await AllKeptAsync();
        acknowledged.Add(await clerk.OpenAsync(request));
        await AllKeptAsync();
        while (city.Store("registration").ListOpen().Count > 0)
            await Task.Delay(20, TestContext.Current.CancellationToken);

        async Task AllKeptAsync()
        {
            var ledger = new LedgerService.LedgerServiceClient(clerk.Invoker);
            var registration = new RegistrationService.RegistrationServiceClient(clerk.Invoker);
            Assert.Equal(acknowledged.Select(reply => reply.RecordId), city.Store("registration").ListNumbers(0, 10_000).Select(number => $"{number}"));
            foreach (var reply in acknowledged)
            {
                Assert.Equal(RecordState.Recorded, reply.State);
                var leaf = ByteString.CopyFrom(MerkleHash.Leaf(reply.Receipt.Entry.Span));
                Assert.Equal(reply.Receipt.Entry, (await ledger.GetReceiptAsync(new() { LeafHash = leaf }, cancellationToken: TestCity.Limit)).Entry);
                RecordView record;
                while ((record = await registration.GetRecordAsync(new() { RecordId = reply.RecordId }, cancellationToken: TestCity.Limit))
                    .State != RecordState.Recorded)
                {
                    // An end that the disk did not take is found on the ledger again.
                    await Task.Delay(20, TestContext.Current.CancellationToken);
                }

                Assert.Equal(leaf, record.LeafHash);
                Assert.NotEmpty(record.Fields);
            }
        }
    }

    private static RegistrationWriteRequest Large(int serial)
    {
        var request = Requests.Opening($"441900004001GB00012F0001{serial:D4}", serial);
        for (var i = 0; i < 8; i++)
        {
            request.Acts[0].OpenFirstRegistration.Document.Fields.Add(
                new V1.DocumentField { Name = $"note{i}", Value = new string((char)('a' + (serial % 26)), 3000) });
        }

        return request;
    }
}
