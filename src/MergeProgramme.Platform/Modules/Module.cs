using System.Reflection;
using Google.Protobuf.Reflection;
using Grpc.Core;
using MergeProgramme.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace MergeProgramme.Platform.Modules;

/// <summary>A module as the host knows it.</summary>
/// <param name="Name">Name of its database and of its configuration section, such as <c>mandates</c>.</param>
/// <param name="Assembly">Where its migrations and pages are.</param>
/// <param name="Texts">Marker class of its localised texts.</param>
/// <param name="Service">Descriptor of its contract.</param>
public sealed record Module(string Name, Assembly Assembly, Type Texts, ServiceDescriptor Service)
{
    /// <summary>Address of the host that serves it; null where this one does.</summary>
    public Uri? Address { get; internal init; }

    /// <summary>Whether this host serves it and owns its database.</summary>
    public bool IsLocal => Address is null;

    internal Action<ServiceBinderBase, IServiceProvider> Bind { get; init; } = null!;

    internal Func<IEndpointRouteBuilder, GrpcServiceEndpointConventionBuilder> Map { get; init; } = null!;

    /// <summary>Key of its database in dependency injection: <c>[FromKeyedServices("mandates")] ModuleDatabase</c>.</summary>
    public ModuleDatabase DatabaseOf(IServiceProvider services) =>
        Microsoft.Extensions.DependencyInjection.ServiceProviderKeyedServiceExtensions.GetRequiredKeyedService<ModuleDatabase>(
            services,
            Name
        );
}
