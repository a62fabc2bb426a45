using Grpc.Core;
using Ledger.V1;

namespace Ledger.Departments.Tests;

public sealed class StreamLimitTests
{
    [Fact(Timeout = 300_000)]
    public async Task One_watch_more_than_allowed_is_refused_until_another_ends()
    {
        await using var city = new TestCity { Limits = new() { Watches = 1 } };
        await city.StartAsync("registration");
        var client = new RegistrationService.RegistrationServiceClient(city.Connect("registration", city["registration"].Operator));
        using (var first = client.WatchRecords(new(), cancellationToken: TestCity.Limit))
        {
            await first.ResponseHeadersAsync;

            using var second = client.WatchRecords(new(), cancellationToken: TestCity.Limit);
            var refused = await Details.RefusedAsync(StatusCode.ResourceExhausted, second.ResponseStream.MoveNext(TestCity.Limit));

            Assert.Single(Details.Of<Google.Rpc.RetryInfo>(refused));
            await new Clerk(city, "registration", city["registration"].Operator).OpenAsync();
            Assert.True(await first.ResponseStream.MoveNext(TestCity.Limit));
        }

        await OpenAsync();

        // The end of the first reaches the node when it does.
        async Task OpenAsync()
        {
            while (true)
            {
                using var again = client.WatchRecords(new() { AfterRecordId = "0" }, cancellationToken: TestCity.Limit);
                try
                {
                    Assert.True(await again.ResponseStream.MoveNext(TestCity.Limit));
                    return;
                }
                catch (RpcException e) when (e.StatusCode == StatusCode.ResourceExhausted)
                {
                    await Task.Delay(20, TestContext.Current.CancellationToken);
                }
            }
        }
    }

    [Fact]
    public async Task Of_many_who_open_at_once_no_more_get_a_watch_than_may()
    {
        var feed = new RecordFeed();
        using var start = new Barrier(8);

        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait(TestCity.Limit);
                return feed.TryOpen(3);
            },
            TestCity.Limit,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.Equal(3, opened.Count(watch => watch is not null));
        opened.First(watch => watch is not null)!.Dispose();
        using var next = feed.TryOpen(3);
        Assert.NotNull(next);
        Assert.Null(feed.TryOpen(3));
    }

    [Fact]
    public async Task A_stream_more_than_a_connection_may_hold_takes_another_connection()
    {
        await using var city = new TestCity { Limits = new() { StreamsPerConnection = 2 } };
        await city.StartAsync("registration");
        var connections = 0;
        var client = new RegistrationService.RegistrationServiceClient(city.Connect("registration", city["registration"].Operator, handler =>
        {
            handler.EnableMultipleHttp2Connections = true;
            handler.ConnectCallback = async (context, ct) =>
            {
                Interlocked.Increment(ref connections);
                var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
                await socket.ConnectAsync(context.DnsEndPoint, ct);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            };
        }));

        using var first = await OpenAsync();
        using var second = await OpenAsync();
        Assert.Equal(1, connections);
        using var third = await OpenAsync();
        Assert.Equal(2, connections);

        async Task<AsyncServerStreamingCall<RecordView>> OpenAsync()
        {
            var watch = client.WatchRecords(new(), cancellationToken: TestCity.Limit);
            await watch.ResponseHeadersAsync;
            return watch;
        }
    }
}
