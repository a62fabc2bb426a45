using Grpc.Core;

namespace Ledger.Departments;

/// <summary>How a service's methods are bound, e.g. <c>TaxService.BindService</c>.</summary>
internal sealed record StrictBinding<T>(Action<ServiceBinderBase, T> Bind)
    where T : class;
