namespace Ledger.Departments;

/// <summary>The store already holds a record under the request id: two calls with one id raced, and the other was first.</summary>
public sealed class RequestIdUsedException()
    : Exception("A record with this request id exists already. | 该请求标识已有记录。");
