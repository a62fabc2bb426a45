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
    public void A_service_that_answers_that_its_ordering_is_out_is_not_called_unreachable()
    {
        var fault = new RpcException(new Status(StatusCode.Unavailable, "Record 3 is kept: the orderers are away. | 记录 3 已保存：排序节点无应答。"));

        var outage = Assert.IsType<OutageException>(StatusReader.ToException(fault, Address));

        Assert.Equal("https://localhost:1/ answered, but can't do this at present: Record 3 is kept: the orderers are away.", outage.English);
        Assert.Equal("https://localhost:1/ 已应答，但目前无法办理：记录 3 已保存：排序节点无应答。", outage.Chinese);
    }

    [Fact]
    public void A_service_that_nobody_answers_for_cannot_be_reached()
    {
        var fault = new RpcException(new Status(StatusCode.Unavailable, "Error connecting", new IOException("Connection refused")));

        Assert.StartsWith("https://localhost:1/ cannot be reached: Connection refused; see that",
            Assert.IsType<UnreachableException>(StatusReader.ToException(fault, Address)).English);
        Assert.StartsWith("department tax (https://localhost:1/) cannot be reached: ", StatusReader.ToException(fault, Address, "tax").English);
    }

    [Fact]
    public void A_refusal_for_another_reason_is_not_repeated_because_it_names_a_pause()
    {
        var status = new Google.Rpc.Status { Code = (int)StatusCode.FailedPrecondition };
        status.Details.Add(Any.Pack(new Google.Rpc.RetryInfo()));
        Assert.False(StatusReader.AsksToRetry(status.ToRpcException()));
    }

    [Fact]
    public void A_quota_that_is_used_up_is_told_as_it_is_and_not_as_a_request_too_large()
    {
        var status = new Google.Rpc.Status { Code = (int)StatusCode.ResourceExhausted, Message = "Quota of checks: member bank-a has used up 5000 a day" };
        status.Details.Add(Any.Pack(new Google.Rpc.QuotaFailure()));

        var told = Assert.IsType<RemoteException>(StatusReader.ToException(status.ToRpcException(), Address));

        Assert.Contains("Quota of checks: member bank-a has used up 5000 a day", told.English);
        Assert.False(StatusReader.AsksToRetry(status.ToRpcException()));
    }
}
