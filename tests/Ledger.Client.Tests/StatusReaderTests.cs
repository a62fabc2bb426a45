using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Ledger.Client.Tests;

public sealed class StatusReaderTests
{
    private static readonly Uri Address = new("https://localhost:1");

    [Fact]
    public void A_service_that_has_no_room_now_and_asks_to_be_called_again_is_busy()
    {
        var status = new Google.Rpc.Status { Code = (int)StatusCode.ResourceExhausted, Message = "records are open" };
        status.Details.Add(Any.Pack(new Google.Rpc.RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromSeconds(1)) }));
        var fault = status.ToRpcException();

        Assert.True(StatusReader.AsksToRetry(fault));
        Assert.Contains("records are open", Assert.IsType<BusyException>(StatusReader.ToException(fault, Address)).English);
    }

    [Fact]
    public void A_message_that_exceeds_the_services_limit_is_wrong_input_and_not_sent_again()
    {
        var fault = new RpcException(new Status(StatusCode.ResourceExhausted, "Received message exceeds the maximum configured message size."));

        Assert.False(StatusReader.AsksToRetry(fault));
        var input = Assert.IsType<InputException>(StatusReader.ToException(fault, Address));
        Assert.Equal("request", Assert.Single(input.Failures).Field);
    }

    [Fact]
    public void A_refusal_for_another_reason_is_not_repeated_because_it_names_a_pause()
    {
        var status = new Google.Rpc.Status { Code = (int)StatusCode.FailedPrecondition };
        status.Details.Add(Any.Pack(new Google.Rpc.RetryInfo()));
        Assert.False(StatusReader.AsksToRetry(status.ToRpcException()));
    }
}
